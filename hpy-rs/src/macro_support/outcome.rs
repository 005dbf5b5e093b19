//! From what a function returns to the handle that leaves.

use std::cell::RefCell;
use std::mem::ManuallyDrop;

use super::trampoline::{catch_or, never_unwinding};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::coroutine::Coroutine;
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

/// As [`leave`], of what an `async fn` gives; if it is a method, with the name of its class.
///
/// # Errors
/// As there.
pub fn leave_coroutine<'ctx, F>(class: Option<&str>, name: &'static str, future: F, ctx: Context<'ctx>) -> Leave<'ctx>
where
    F: Future<Output: for<'any> IntoPy<'any>> + Send + 'static,
{
    let qualified = class.map_or(name.into(), |class| format!("{class}.{name}").into());
    leave(Coroutine::qualified(name.into(), qualified, future), ctx)
}

/// The result of what gives an object.
pub type Leave<'ctx> = Result<Leaving<'ctx>, Failure>;

/// The error of a [`Failure`], and when it was put aside. What is left when the thread ends is forgotten: letting go of it could
/// need what is gone by then.
type Aside = (Mark, ManuallyDrop<PyError>);

thread_local! {
    /// The first error that was put aside, and how many more there are. It needs no memory, which may have run out: neither does
    /// the end of the thread have to be told of it.
    static FIRST: RefCell<(Option<Aside>, usize)> = const { RefCell::new((None, 0)) };

    /// Those that were put aside since, which come out in the opposite order.
    static MORE: RefCell<Vec<Aside>> = const { RefCell::new(Vec::new()) };
}

fn put_aside(error: Aside) {
    FIRST.with_borrow_mut(|(first, more)| {
        if first.is_none() {
            *first = Some(error);
        } else {
            MORE.with_borrow_mut(|stack| stack.push(error));
            *more += 1;
        }
    });
}

/// The error that was put aside last, if it `is_wanted`.
fn take_back(is_wanted: impl Fn(Mark) -> bool) -> Option<PyError> {
    let taken = FIRST.with_borrow_mut(|(first, more)| {
        if *more == 0 {
            return first.take_if(|(put, _)| is_wanted(*put));
        }
        let taken = MORE.with_borrow_mut(|stack| stack.pop_if(|(put, _)| is_wanted(*put)));
        taken.inspect(|_| *more -= 1)
    });
    taken.map(|(_, error)| ManuallyDrop::into_inner(error))
}

/// Whether this thread ends, and has let go of the errors that were put aside: those beside the first one, which need memory.
pub(crate) fn is_aside_gone() -> bool {
    MORE.try_with(|_| ()).is_err()
}

/// Drops the errors that were put aside since `mark` on this thread, and that a panic has kept from coming out: the next one to come
/// out is that of the call around.
#[cold]
pub(super) fn drop_since(mark: Mark) {
    // One at a time: dropping may run Python, which may come here again.
    while let Some(error) = take_back(|put| put >= mark) {
        drop(error);
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
        take_back(|_| true).unwrap_or_else(|| PySystemError::new("a call failed without an error"))
    }
}

impl From<PyError> for Failure {
    #[cold]
    #[inline(never)]
    fn from(error: PyError) -> Self {
        let put = (raised::count_failure(), ManuallyDrop::new(error));
        never_unwinding(|| put_aside(put));
        Failure(())
    }
}

/// The failure of an error that is made here, where nothing is unwound out of: see [`catch`](super::trampoline::catch).
#[inline(always)]
pub(crate) fn fail_of(error: impl FnOnce() -> PyError) -> Failure {
    catch_or(error, |error| error).into()
}
