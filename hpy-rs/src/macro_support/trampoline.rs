//! The way in and the way out of every entry point: where panics stop and errors become exceptions.
#![expect(unsafe_code, reason = "makes the context of a call")]

use std::any::Any;
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hpy_sys::HPy;
use hpy_sys::api::{self, ContextRef, Room};

use super::outcome::{Failure, Leave, drop_since};
use crate::calls;
use crate::context::Context;
use crate::error::{PyRecursionError, raised};
use crate::handle::{Handle, let_go_at_the_end};
use crate::module::panic_error;
use crate::{PyError, Result};

/// Runs `work` with a context for this call, and gives what the interpreter expects: an owned handle, or null with an
/// exception pending. A panic becomes `PanicException`.
///
/// # Safety
/// `ctx` is the context of a call from the interpreter that lasts for as long as this function runs.
#[inline(always)]
pub(crate) unsafe fn enter(ctx: ContextRef, work: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<Handle<'ctx>>) -> HPy {
    // SAFETY: by the contract of this function; the lifetime ends with it.
    let ctx = unsafe { Context::from_raw(ctx) };
    run(ctx, move || match work(ctx) {
        Ok(result) => result.into_raw(),
        Err(error) => {
            crate::error::raise(ctx, error);
            HPy::NULL
        }
    })
}

/// As [`enter`], for `work` that ends with making what leaves.
///
/// # Safety
/// As [`enter`].
#[inline(always)]
pub(crate) unsafe fn enter_leaving(ctx: ContextRef, work: impl for<'ctx> FnOnce(Context<'ctx>) -> Leave<'ctx>) -> HPy {
    // SAFETY: by the contract of this function; the lifetime ends with it.
    let ctx = unsafe { Context::from_raw(ctx) };
    run(ctx, move || match work(ctx) {
        Ok(result) => result.into_raw(),
        Err(failure) => {
            raise_failure(ctx, failure);
            HPy::NULL
        }
    })
}

/// As [`enter`], for entry points that give something else than a handle.
///
/// # Safety
/// As [`enter`].
#[inline(always)]
pub(crate) unsafe fn enter_as<R: Returned>(
    ctx: ContextRef,
    work: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<R, Failure>,
) -> R {
    // SAFETY: by the contract of this function; the lifetime ends with it.
    let ctx = unsafe { Context::from_raw(ctx) };
    run(ctx, move || match work(ctx) {
        Ok(result) => result,
        Err(failure) => {
            raise_failure(ctx, failure);
            R::FAILED
        }
    })
}

/// As [`enter`], for entry points that run when something goes, and cannot fail: however little there is left of the stack. An
/// exception may be pending, and is so again afterwards.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_beside_pending(ctx: ContextRef, work: impl for<'ctx> FnOnce(Context<'ctx>)) {
    // SAFETY: by the contract of this function; the lifetime ends with it.
    let ctx = unsafe { Context::from_raw(ctx) };
    let _: c_int = run_here(ctx, move || {
        let pending = calls::error::pending(ctx);
        work(ctx);
        if let Some(pending) = pending {
            crate::error::raise(ctx, pending);
        }
        0
    });
}

/// Makes an error that was put aside the pending exception.
#[cold]
#[inline(never)]
pub(crate) fn raise_failure(ctx: Context<'_>, failure: Failure) {
    never_unwinding(|| crate::error::raise(ctx, failure.into_error()));
}

/// As [`enter`], for entry points that give a status: 0, or -1 with an exception pending.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_status(ctx: ContextRef, work: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<()>) -> i32 {
    // SAFETY: by the contract of this function.
    unsafe { enter_as(ctx, for_any_context(move |ctx| Ok(work(ctx).map(|()| 0)?))) }
}

/// Tells the compiler that a closure takes a context of any lifetime: here for [`enter_as`].
#[inline(always)]
pub(crate) fn for_any_context<R, F: for<'ctx> FnOnce(Context<'ctx>) -> Result<R, Failure>>(run: F) -> F {
    run
}

/// As [`for_any_context`], for [`enter_leaving`].
#[inline(always)]
pub(crate) fn for_handle<F: for<'ctx> FnOnce(Context<'ctx>) -> Leave<'ctx>>(run: F) -> F {
    run
}

/// As [`for_any_context`], for [`enter_status`].
#[inline(always)]
pub(crate) fn for_status<F: for<'ctx> FnOnce(Context<'ctx>) -> Result<()>>(run: F) -> F {
    run
}

/// What an entry point returns: one word, so that it stays in a register all the way out.
pub(crate) trait Returned: Copy {
    /// Tells the interpreter that an exception is pending.
    const FAILED: Self;
}

impl Returned for HPy {
    const FAILED: Self = HPy::NULL;
}

impl Returned for i32 {
    const FAILED: Self = -1;
}

impl Returned for isize {
    const FAILED: Self = -1;
}

/// Runs an entry point to its end, if there is stack enough for it.
#[inline(always)]
fn run<R: Returned>(ctx: Context<'_>, work: impl FnOnce() -> R) -> R {
    if api::may_lack_stack(ctx.raw()) && lacks_stack(ctx) {
        return R::FAILED;
    }
    run_here(ctx, work)
}

/// Runs an entry point to its end. All that is rare is out of line, and nothing of it is run on the way out of a call
/// that succeeds.
#[inline(always)]
fn run_here<R: Returned>(ctx: Context<'_>, work: impl FnOnce() -> R) -> R {
    let mark = raised::mark(ctx);
    // On unwinding: nothing that `work` has touched is looked at after a panic but by code that expects it.
    let returned = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(returned) => returned,
        Err(payload) => {
            fail_by_panic(ctx, payload);
            R::FAILED
        }
    };
    if raised::none_since(ctx, mark) {
        returned
    } else {
        // SAFETY: the mark was taken in this call, whose context `ctx` is valid.
        unsafe { release(mark, returned) }
    }
}

/// Whether the stack is about to end; an exception is pending then, if there was stack enough to raise it.
#[cold]
#[inline(never)]
fn lacks_stack(ctx: Context<'_>) -> bool {
    // SAFETY: the context of this call.
    let room = unsafe { api::room_on_stack(ctx.raw()) };
    if room == Room::Little {
        never_unwinding(|| crate::error::raise(ctx, PyRecursionError::new("maximum recursion depth exceeded")));
    }
    room != Room::Enough
}

#[cold]
#[inline(never)]
fn fail_by_panic(ctx: Context<'_>, payload: Box<dyn Any + Send>) {
    never_unwinding(|| crate::error::raise(ctx, panicked(payload)));
}

/// Lets go of errors that were forgotten, and of what was dropped. It hands `returned` through, which spares its callers to keep it;
/// the compiler must not see that, or it makes them keep it again.
///
/// # Safety
/// As [`raised::release_since`].
#[cold]
#[inline(never)]
unsafe fn release<R: Returned>(mark: raised::Mark, returned: R) -> R {
    never_unwinding(|| {
        drop_since(mark);
        // SAFETY: by the contract of this function.
        unsafe { raised::release_since(mark) };
        let_go_at_the_end();
    });
    std::hint::black_box(returned)
}

/// Runs what many entries share, out of line; a panic in it becomes an error there. So an entry that calls nothing else
/// has neither landing pads nor tables for unwinding.
#[inline(always)]
pub(crate) fn catch<T, E: From<PyError>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_or(work, |error| Err(error.into()))
}

/// As [`catch`], with what to give in place of an error.
#[inline(always)]
pub(crate) fn catch_or<T>(work: impl FnOnce() -> T, instead: impl FnOnce(PyError) -> T) -> T {
    never_unwinding(|| catch_here(work, instead))
}

/// As [`catch_or`], in a function that is known not to unwind.
#[inline(always)]
pub(crate) fn catch_here<T>(work: impl FnOnce() -> T, instead: impl FnOnce(PyError) -> T) -> T {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result,
        Err(payload) => instead(panicked(payload)),
    }
}

/// Runs what must not unwind: a panic that comes out of it ends the process. Out of line and with C's convention, so that the
/// compiler knows it of every caller.
#[inline(never)]
pub(crate) extern "C" fn never_unwinding<T>(work: impl FnOnce() -> T) -> T {
    unwinding(work)
}

/// In a frame of its own: what stops a thread that is ended within a call is passed by in a function of C's convention.
#[inline(never)]
fn unwinding<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// The error for a panic. Dropping the payload may panic as well, so it is told apart and then forgotten if it does.
#[cold]
#[inline(never)]
fn panicked(payload: Box<dyn Any + Send>) -> PyError {
    let text = panic_text(&*payload).unwrap_or("panic with a payload that is not a text").to_owned();
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        #[expect(clippy::mem_forget, reason = "dropping it could panic for ever")]
        std::mem::forget(second);
    }
    panic_error(text)
}

/// The text that a panic was given, if it was one.
pub(crate) fn panic_text(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}
