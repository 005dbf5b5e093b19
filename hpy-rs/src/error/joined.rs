//! Texts of parts that Python code has chosen, so that they can be of any length.

use crate::Result;

/// The parts, one behind the other. Not by `format!`, which ends the process if memory runs out.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn joined(parts: &[&str]) -> Result<String> {
    let mut text = String::new();
    text.try_reserve_exact(parts.iter().map(|part| part.len()).sum())?;
    text.extend(parts.iter().copied());
    Ok(text)
}
