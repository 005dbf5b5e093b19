//! [`Leaving`]: what an entry point returns.

use std::fmt;
use std::marker::PhantomData;

use hpy_sys::HPy;

use super::Handle;
use crate::context::Context;
use crate::error::raised;
use crate::macro_support::Failure;
use crate::macro_support::trampoline::raise_failure;
use crate::{PyError, Result};

/// The result of a call on its way out: an owned handle, or null with an exception pending, as the interpreter wants it.
///
/// Made by the last call of an entry point, so that nobody looks at its result and takes its exception out only to raise
/// it again.
pub struct Leaving<'ctx> {
    raw: isize,
    brand: PhantomData<Context<'ctx>>,
}

impl Leaving<'_> {
    /// Adopts what a function of HPy's has returned.
    ///
    /// # Safety
    /// `raw` is an owned handle of the call's context, or null with an exception pending; no other call is made after.
    #[inline(always)]
    pub(crate) unsafe fn from_raw(raw: HPy) -> Self {
        Leaving { raw: raw.0, brand: PhantomData }
    }

    /// What leaves instead of a result that could not be had: the error is made the pending exception.
    #[cold]
    #[inline(never)]
    #[expect(
        improper_ctypes_definitions,
        reason = "only so that it is known not to unwind: raising an error comes here, too"
    )]
    pub(crate) extern "C" fn failed<'ctx>(ctx: Context<'ctx>, error: PyError) -> Self
    where
        Self: 'ctx,
    {
        crate::error::raise(ctx, error);
        Leaving { raw: 0, brand: PhantomData }
    }

    /// As [`failed`](Self::failed), for an error that was put aside.
    #[inline(always)]
    pub(crate) fn of_failure<'ctx>(ctx: Context<'ctx>, failure: Failure) -> Self
    where
        Self: 'ctx,
    {
        raise_failure(ctx, failure);
        Leaving { raw: 0, brand: PhantomData }
    }

    /// The handle, for a call that goes on after all; or the exception.
    pub(crate) fn into_handle<'ctx>(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>>
    where
        Self: 'ctx,
    {
        if self.raw == 0 {
            return Err(raised::take(ctx));
        }
        // SAFETY: an owned handle of the call's context, by the contract of `from_raw`.
        Ok(unsafe { Handle::from_owned_raw(ctx, HPy(self.raw)) })
    }

    #[inline(always)]
    pub(crate) fn into_raw(self) -> HPy {
        HPy(self.raw)
    }
}

impl<'ctx, T> From<Handle<'ctx, T>> for Leaving<'ctx> {
    #[inline(always)]
    fn from(handle: Handle<'ctx, T>) -> Self {
        Leaving { raw: handle.into_raw().0, brand: PhantomData }
    }
}

impl fmt::Debug for Leaving<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Leaving")
    }
}
