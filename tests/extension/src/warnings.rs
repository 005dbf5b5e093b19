//! Warnings.

use hpy_rs::error::{PyDeprecationWarning, PyUserWarning};
use hpy_rs::prelude::*;

hpy_rs::create_exception!(hpy_tests, BluntWarning, PyUserWarning, "A tool that wants an edge.");

/// Warns in the name of whom the level says.
#[hpy_function]
pub(crate) fn warn(ctx: Context<'_>, text: &str, stack_level: isize) -> Result<()> {
    PyError::warn::<PyDeprecationWarning>(ctx, text, stack_level)
}

/// Warns by a class of its own.
#[hpy_function]
pub(crate) fn warn_of_bluntness(ctx: Context<'_>) -> Result<()> {
    PyError::warn::<BluntWarning>(ctx, "it is blunt", 1)
}

/// Warns by an exception that is no warning.
#[hpy_function]
pub(crate) fn warn_by_an_error(ctx: Context<'_>) -> Result<()> {
    PyError::warn::<PyValueError>(ctx, "no warning", 1)
}
