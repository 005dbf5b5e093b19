//! What cannot be returned, said of the part that is wrong: the compiler says of a whole result that it is not [`IntoPy`], since that is
//! implemented for too much.

use super::outcome::{Leave, leave};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::{PyError, Result};

/// The error of a `Result` that a function returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be raised as an exception",
    label = "does not convert into a `PyError`",
    note = "return a `Result<T>` of hpy-rs, and make the error: `.map_err(PyValueError::new)` of a text, `.map_err(|error| PyValueError::new(error.to_string()))` of another one",
    note = "an error type of your own converts by itself, also at `?`, with `impl From<YourError> for PyError`"
)]
pub trait Raise: Into<PyError> {}

#[diagnostic::do_not_recommend]
impl<E: Into<PyError>> Raise for E {}

/// What a function returned, with an error that can be raised.
///
/// # Errors
/// That of the function.
#[inline(always)]
pub fn raising<T, E: Raise>(value: Result<T, E>) -> Result<T> {
    value.map_err(Into::into)
}

/// What a method returned that is a reference to a value of its class.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made into a Python object",
    label = "is a value, not the object that has it",
    note = "to return the object that the method is called on, take it: `fn name<'ctx>(slf: Handle<'ctx, Self>) -> Handle<'ctx, Self>`",
    note = "its value is borrowed by `slf.borrow()` and `slf.borrow_mut()`"
)]
pub trait Reference<'ctx>: IntoPy<'ctx> {}

#[diagnostic::do_not_recommend]
impl<'ctx, R: IntoPy<'ctx>> Reference<'ctx> for R {}

/// As [`leave`], of such a reference.
///
/// # Errors
/// As there.
#[inline(always)]
pub fn leave_reference<'ctx, R: Reference<'ctx>>(value: R, ctx: Context<'ctx>) -> Leave<'ctx> {
    leave(value, ctx)
}
