//! Whether the interpreter lets in one thread at a time: borrow flags, statics and classes rely on its lock.

use crate::error::PyImportError;
use crate::{Context, Result};

/// Refuses to go on where the lock was switched off. A free-threaded CPython switches it on when it loads a module like ours,
/// unless it was told not to.
///
/// # Errors
/// `ImportError` there.
pub(super) fn require(ctx: Context<'_>) -> Result<()> {
    let Some(is_enabled) = ctx.import("sys")?.get_attr_opt("_is_gil_enabled")? else {
        return Ok(());
    };
    if is_enabled.call(())?.is_truthy()? {
        return Ok(());
    }
    Err(PyImportError::new(
        "the global interpreter lock is switched off, and this module needs it: start Python without -X gil=0 and PYTHON_GIL=0",
    ))
}
