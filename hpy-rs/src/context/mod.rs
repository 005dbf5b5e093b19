//! [`Context`]: the proof that Python may be called, for the length of one call from the interpreter.

mod code;
mod constants;
mod detach;
mod gate;
mod interpreter;
mod lend;
mod recursion;
mod signals;
pub(crate) mod state;

use std::fmt;
use std::marker::PhantomData;

use hpy_sys::api::ContextRef;

use crate::error::raised::settle;

pub(crate) use detach::is_detached;
pub use interpreter::Interpreter;
pub(crate) use interpreter::while_dropping;
pub use recursion::RecursionGuard;

/// Invariant in `'ctx`, neither `Send` nor `Sync`: two contexts never unify and none changes its thread.
type Brand<'ctx> = PhantomData<(fn(&'ctx ()) -> &'ctx (), *mut StaysInItsCall)>;

/// What the compiler says of a handle or context that is taken to another thread or into `detach`: "`*mut StaysInItsCall` cannot be
/// sent between threads safely".
struct StaysInItsCall;

/// The interpreter, during one call from Python.
///
/// A `#[hpy_function]` gets one if it has a parameter of this type, and every [`Handle`](crate::Handle) has one. It can be copied.
/// It cannot be made from nothing, kept after the call, sent to another thread, or used within [`detach`](Self::detach).
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn answer(ctx: Context<'_>) -> Result<Handle<'_, PyInt>> {
///     PyInt::new(ctx, 42)
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Context<'ctx> {
    raw: ContextRef,
    brand: Brand<'ctx>,
}

impl Context<'_> {
    /// Adopts the context that the interpreter passed to an entry point.
    ///
    /// # Safety
    /// `raw` is valid for all of `'ctx`, and the calling thread holds the interpreter for that long.
    #[expect(unsafe_code, reason = "the one place where a context comes into being")]
    pub(crate) unsafe fn from_raw(raw: ContextRef) -> Self {
        Context { raw, brand: PhantomData }
    }

    /// The context as `hpy_sys::api` takes it, for a call that no pending exception may meet.
    #[inline(always)]
    pub(crate) fn raw(self) -> ContextRef {
        settle(self);
        self.raw
    }

    /// The context for a call that leaves a pending exception alone, or that comes right after one that has succeeded.
    #[inline(always)]
    pub(crate) fn raw_beside_error(self) -> ContextRef {
        self.raw
    }
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context")
    }
}
