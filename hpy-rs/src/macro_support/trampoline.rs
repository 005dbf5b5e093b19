//! The way in and the way out of every entry point: where panics stop and errors become exceptions.
#![expect(unsafe_code, reason = "makes the context of a call")]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hpy_sys::HPy;
use hpy_sys::api::ContextRef;

use crate::context::Context;
use crate::error::raised;
use crate::handle::Handle;
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
    match run(ctx, work) {
        Some(result) => result.into_raw(),
        None => HPy::NULL,
    }
}

/// As [`enter`], for entry points that give a status: 0, or -1 with an exception pending.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_status(ctx: ContextRef, work: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<()>) -> i32 {
    // SAFETY: by the contract of this function; the lifetime ends with it.
    let ctx = unsafe { Context::from_raw(ctx) };
    if run(ctx, work).is_some() { 0 } else { -1 }
}

/// `None` means that an exception is pending.
#[inline(always)]
fn run<'ctx, R>(ctx: Context<'ctx>, work: impl FnOnce(Context<'ctx>) -> Result<R>) -> Option<R> {
    let mark = raised::mark();
    // On unwinding: nothing that `work` has touched is looked at after a panic but by code that expects it.
    let result = match catch_unwind(AssertUnwindSafe(|| work(ctx))) {
        Ok(Ok(result)) => Some(result),
        Ok(Err(error)) => fail(ctx, error),
        Err(payload) => fail(ctx, panicked(ctx, payload)),
    };
    raised::release_since(mark);
    result
}

#[cold]
fn fail<R>(ctx: Context<'_>, error: PyError) -> Option<R> {
    crate::error::raise(ctx, error);
    None
}

/// The error for a panic. Dropping the payload may panic as well, so it is told apart and then forgotten if it does.
#[cold]
fn panicked(ctx: Context<'_>, payload: Box<dyn Any + Send>) -> PyError {
    let text = match (payload.downcast_ref::<&'static str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "panic with a payload that is not a text".to_owned(),
    };
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        #[expect(clippy::mem_forget, reason = "dropping it could panic for ever")]
        std::mem::forget(second);
    }
    panic_error(ctx, text)
}
