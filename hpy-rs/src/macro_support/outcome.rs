//! From what a function returns to the handle that leaves.

use std::cell::RefCell;
use std::mem::ManuallyDrop;

use super::trampoline::{catch_or, never_unwinding};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::PySystemError;
use crate::error::raised::{self, Mark};
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

/// As [`outcome`], as the last act of a call: an `Err` is made the pending exception at once.
///
/// # Errors
/// None, so that expansions end with it.
#[inline(always)]
pub fn leave<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Leave<'ctx> {
    Ok(match value.leave(ctx) {
        Ok(leaving) => leaving,
        Err(error) => Leaving::failed(ctx, error),
    })
}

/// The result of what gives an object.
pub type Leave<'ctx> = Result<Leaving<'ctx>, Failure>;

thread_local! {
    /// The errors of [`Failure`]s, which come out in the opposite order, and when each was put aside. What is left when the thread
    /// ends is forgotten: letting go of it could need what is gone by then.
    static ASIDE: RefCell<Vec<(Mark, ManuallyDrop<PyError>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether this thread ends, and has let go of the errors that were put aside.
pub(crate) fn is_aside_gone() -> bool {
    ASIDE.try_with(|_| ()).is_err()
}

/// Drops the errors that were put aside since `mark` on this thread, and that a panic has kept from coming out: the next one to come
/// out is that of the call around.
#[cold]
pub(super) fn drop_since(mark: Mark) {
    // One at a time: dropping may run Python, which may come here again.
    while let Some((_, error)) = ASIDE.with_borrow_mut(|aside| aside.pop_if(|(put, _)| *put >= mark)) {
        drop(ManuallyDrop::into_inner(error));
    }
}

/// A [`PyError`] on its way out, put aside until the exit of the entry point takes it.
///
/// It takes no room, and neither does what handles it: where something fails is one call out of line and a jump.
#[derive(Debug)]
pub struct Failure(());

impl Failure {
    /// For an error that was put aside where that could not be told by a `Result`.
    #[inline(always)]
    pub(crate) fn told_otherwise() -> Self {
        Failure(())
    }

    /// The error that was put aside last.
    #[cold]
    #[expect(clippy::unused_self, reason = "it stands for the error")]
    pub(crate) fn into_error(self) -> PyError {
        let error = ASIDE.with_borrow_mut(Vec::pop).map(|(_, error)| ManuallyDrop::into_inner(error));
        error.unwrap_or_else(|| PySystemError::new("a call failed without an error"))
    }
}

impl From<PyError> for Failure {
    #[cold]
    #[inline(never)]
    fn from(error: PyError) -> Self {
        let put = (raised::count_failure(), ManuallyDrop::new(error));
        never_unwinding(|| ASIDE.with_borrow_mut(|aside| aside.push(put)));
        Failure(())
    }
}

/// The failure of an error that is made here, where nothing is unwound out of: see [`catch`](super::trampoline::catch).
#[inline(always)]
pub(crate) fn fail_of(error: impl FnOnce() -> PyError) -> Failure {
    catch_or(error, |error| error).into()
}
