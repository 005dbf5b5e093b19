//! [`PyError::warn`]: warnings.

use super::{PyError, PyTypeError, PyWarning};
use crate::class::Exception;
use crate::context::Context;
use crate::types::PyTypeInfo;
use crate::{Result, calls};

impl PyError {
    /// Warns by `warnings.warn(text, T, stack_level)`. `stack_level` says whose line is shown: 1 is that of the Python code that
    /// called, 2 that of its caller.
    ///
    /// # Errors
    /// The warning itself where filters make it an error; `TypeError` if `T` is no warning; `ValueError` for a NUL in the text;
    /// `MemoryError`.
    ///
    /// ```
    /// use hpy_rs::error::PyDeprecationWarning;
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn old(ctx: Context<'_>) -> Result<()> {
    ///     PyError::warn::<PyDeprecationWarning>(ctx, "old() goes with the next version", 1)
    /// }
    /// ```
    pub fn warn<T: Exception + PyTypeInfo>(ctx: Context<'_>, text: &str, stack_level: isize) -> Result<()> {
        let category = ctx.get_type::<T>()?;
        if !category.is_subtype_of(&PyWarning::type_object(ctx)) {
            // CPython looks at it in `warnings.warn` only.
            return Err(PyTypeError::new(format!("category must be a Warning subclass, not '{}'", T::NAME)));
        }
        calls::error::warn(&category, text, stack_level).unwrap_or_else(|| Err(calls::c_text::refused(text)))
    }
}
