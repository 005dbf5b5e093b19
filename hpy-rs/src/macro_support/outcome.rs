//! From what a function returns to the handle that leaves.

use crate::Result;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;

/// Converts the return value; a `Result` is one too.
///
/// # Errors
/// Those of the conversion, and an `Err` of the function.
#[inline(always)]
pub fn outcome<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
    value.into_py(ctx).map(Handle::into_any)
}
