//! From what a function returns to the handle that leaves.

use std::cell::UnsafeCell;
use std::fmt;

use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::{Handle, Leaving};
use crate::{PyError, Result};

/// Converts the return value; a `Result` is one too.
///
/// # Errors
/// Those of the conversion, and an `Err` of the function.
#[inline(always)]
pub fn outcome<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
    value.into_py(ctx).map(Handle::into_any)
}

/// As [`outcome`], as the last act of a call.
///
/// # Errors
/// As [`outcome`].
#[inline(always)]
pub fn leave<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Leave<'ctx> {
    Ok(value.leave(ctx)?)
}

/// The result of what gives an object.
pub type Leave<'ctx> = Result<Leaving<'ctx>, Failure>;

/// A [`PyError`] on its way out.
///
/// The cell hides that some of its bit patterns are no error: `Result` would tell `Ok` by one of them, and so look into
/// every error again before it is raised, and into every success.
pub struct Failure(UnsafeCell<PyError>);

impl Failure {
    #[inline(always)]
    pub(super) fn into_error(self) -> PyError {
        self.0.into_inner()
    }
}

impl From<PyError> for Failure {
    #[inline(always)]
    fn from(error: PyError) -> Self {
        Failure(UnsafeCell::new(error))
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Failure")
    }
}
