//! [`Handle`]: one owned reference to a Python object, closed when dropped.
#![expect(unsafe_code, reason = "the owner of raw handles")]

mod args;
mod borrowed;
mod cast;
mod global;
pub(crate) mod intern;
mod kept;
mod kind;
mod leaving;
mod py;
mod root;

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroIsize;
use std::ops::Deref;

use hpy_sys::{HPy, api};

use crate::context::Context;
use crate::types::{PyAny, PyTyped};

pub use args::{Args, ArgsIter};
pub use borrowed::Borrowed;

pub use global::Global;
pub(crate) use global::Lent;
pub(crate) use kept::{let_go_at_the_end, remind};
pub use kind::Kind;
pub use leaving::Leaving;
pub use py::Py;
pub(crate) use root::{Root, let_go_of_dropped};

/// One owned reference to a Python object of type `T`, valid for the length of one call.
///
/// Dropping it closes it, cloning it duplicates it (`HPy_Dup`); the object itself is not copied. All protocols of
/// Python (attributes, items, calls, comparison, …) are methods of `Handle<'ctx>`, which every typed handle derefs to.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn shout(text: Handle<'_, PyStr>) -> Result<Handle<'_>> {
///     text.call_method("upper", ())
/// }
/// ```
#[repr(transparent)]
pub struct Handle<'ctx, T = PyAny> {
    inner: Untyped<'ctx>,
    kind: PhantomData<fn() -> T>,
}

/// A handle without its type; those of all types are laid out like it.
///
/// Plain words (the context has none in a build for CPython alone), not a `repr(C)` struct nor one with an `HPy` in it: only so
/// is it passed in registers.
#[derive(Clone, Copy)]
struct Untyped<'ctx> {
    ctx: Context<'ctx>,
    raw: NonZeroIsize,
}

impl<'ctx> Untyped<'ctx> {
    /// # Safety
    /// The handle is open, so it is not null.
    #[inline(always)]
    unsafe fn new(ctx: Context<'ctx>, raw: HPy) -> Self {
        // SAFETY: by the contract of this function.
        Untyped { ctx, raw: unsafe { NonZeroIsize::new_unchecked(raw.0) } }
    }

    #[inline(always)]
    fn raw(self) -> HPy {
        HPy(self.raw.get())
    }
}

impl<'ctx, T> Handle<'ctx, T> {
    /// Adopts a handle that the caller owns.
    ///
    /// # Safety
    /// `raw` is open, belongs to `ctx`, is owned by the caller, who gives it up here, and its object is a `T`.
    #[inline(always)]
    pub(crate) unsafe fn from_owned_raw(ctx: Context<'ctx>, raw: HPy) -> Self {
        // SAFETY: by the contract of this function.
        Handle { inner: unsafe { Untyped::new(ctx, raw) }, kind: PhantomData }
    }

    /// The raw handle, still owned by `self`.
    #[inline(always)]
    pub(crate) fn as_raw(&self) -> HPy {
        self.inner.raw()
    }

    /// Gives ownership away: the only way a handle leaves without being closed.
    #[inline(always)]
    pub(crate) fn into_raw(self) -> HPy {
        std::mem::ManuallyDrop::new(self).inner.raw()
    }

    /// The context that this handle belongs to.
    #[inline(always)]
    pub fn ctx(&self) -> Context<'ctx> {
        self.inner.ctx
    }

    /// Views this handle as borrowed, at no cost.
    #[inline(always)]
    pub fn as_borrowed(&self) -> Borrowed<'_, 'ctx, T> {
        // SAFETY: `self` keeps the handle open for the length of the borrow.
        unsafe { Borrowed::from_raw(self.inner.ctx, self.inner.raw()) }
    }

    /// Forgets the type.
    #[inline(always)]
    pub fn into_any(self) -> Handle<'ctx> {
        let ctx = self.ctx();
        // SAFETY: `into_raw` gives up the ownership that the new handle takes; every object is a `PyAny`.
        unsafe { Handle::from_owned_raw(ctx, self.into_raw()) }
    }

    /// A reference that outlives the call; see [`Py`].
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn to_py(&self) -> crate::Result<Py<T>> {
        Py::new(self)
    }
}

impl<T> Drop for Handle<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this value owns the handle and nobody uses it after.
        unsafe { api::HPy_Close(self.inner.ctx.raw_beside_error(), self.inner.raw()) }
    }
}

impl<T> Clone for Handle<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        // SAFETY: `self` keeps the handle open.
        let raw = unsafe { api::HPy_Dup(self.inner.ctx.raw_beside_error(), self.inner.raw()) };
        // SAFETY: HPy_Dup of an open handle cannot fail.
        Handle { inner: unsafe { Untyped::new(self.inner.ctx, raw) }, kind: PhantomData }
    }
}

impl<'ctx, T: PyTyped> Deref for Handle<'ctx, T> {
    type Target = Handle<'ctx>;

    #[inline(always)]
    fn deref(&self) -> &Handle<'ctx> {
        // SAFETY: every `Handle` is a transparent `Untyped`; its type parameter occurs in a zero-sized marker only.
        unsafe { &*std::ptr::from_ref(self).cast() }
    }
}

impl<T> fmt::Debug for Handle<'_, T> {
    /// Never runs Python: prints the static type only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle<{}>", short_name::<T>())
    }
}

/// The last component of a type's path.
fn short_name<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}

const _: () = {
    assert!(size_of::<Handle<'static>>() == size_of::<Context<'static>>() + size_of::<usize>());
    assert!(size_of::<Option<Borrowed<'static, 'static>>>() == size_of::<Handle<'static>>());
};
