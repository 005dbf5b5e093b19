//! The context pointer that every HPy function takes first.

#[cfg(feature = "cpython")]
use std::marker::PhantomData;
use std::ptr::NonNull;

use crate::abi::HPyContext;

/// A pointer to the context table of the running call.
///
/// It may point at either layout; only [`functions`](super::functions) read it. Good for the call that received it: the
/// type does not hold anybody to that. In a build for CPython alone there is one table, which only has the constants, so the
/// pointer has no size.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct ContextRef(
    #[cfg(not(feature = "cpython"))] NonNull<HPyContext>,
    #[cfg(feature = "cpython")] PhantomData<NonNull<HPyContext>>,
);

// SAFETY: it is an address, and a promise is given wherever it is used. It is hpy-rs's `Context` that stays on its thread, and says so
// in one place for all builds.
unsafe impl Send for ContextRef {}
// SAFETY: as above.
unsafe impl Sync for ContextRef {}

#[cfg(not(feature = "cpython"))]
impl ContextRef {
    /// Takes over the pointer that an interpreter handed out.
    ///
    /// # Safety
    ///
    /// `ctx` is not null and points at a context table of HPy's ABI version 0.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of every call")]
    pub const unsafe fn from_raw(ctx: *mut HPyContext) -> Self {
        // SAFETY: the caller promises that it is not null.
        Self(unsafe { NonNull::new_unchecked(ctx) })
    }

    /// The pointer as HPy's functions take it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of every call")]
    pub const fn as_raw(self) -> *mut HPyContext {
        self.0.as_ptr()
    }
}

#[cfg(feature = "cpython")]
impl ContextRef {
    /// The one table.
    ///
    /// # Safety
    ///
    /// [`py_init`](super::py_init) has succeeded, and the calling thread holds the interpreter's lock.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of every call")]
    pub const unsafe fn from_raw(_: *mut HPyContext) -> Self {
        Self(PhantomData)
    }

    /// The address of the table.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of every call")]
    pub const fn as_raw(self) -> *mut HPyContext {
        crate::cpython::constants_of_file()
    }
}
