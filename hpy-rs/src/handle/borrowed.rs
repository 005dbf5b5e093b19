//! [`Borrowed`]: an argument, or another handle that somebody else closes.
#![expect(unsafe_code, reason = "views raw handles that others keep open")]

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use hpy_sys::HPy;

use super::{Handle, Untyped, short_name};
use crate::context::Context;
use crate::types::PyAny;

/// A reference to a Python object that somebody else owns for at least `'a`: `Copy`, and never closed.
///
/// Arguments arrive as `Borrowed`. It derefs to [`Handle`], so everything a handle can do it can do;
/// [`to_owned`](Borrowed::to_owned) makes an owned handle of it.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn is_none(object: Borrowed<'_, '_>) -> bool {
///     object.is_none()
/// }
/// ```
#[repr(transparent)]
pub struct Borrowed<'a, 'ctx, T = PyAny> {
    inner: Untyped<'ctx>,
    owner: PhantomData<&'a Handle<'ctx, T>>,
}

impl<'a, 'ctx, T> Borrowed<'a, 'ctx, T> {
    /// Views a handle that stays open.
    ///
    /// # Safety
    /// `raw` belongs to `ctx`, stays open for `'a`, and its object is a `T`.
    #[inline(always)]
    pub(crate) unsafe fn from_raw(ctx: Context<'ctx>, raw: HPy) -> Self {
        // SAFETY: by the contract of this function.
        Borrowed { inner: unsafe { Untyped::new(ctx, raw) }, owner: PhantomData }
    }

    /// An owned handle to the same object.
    #[inline(always)]
    pub fn to_owned(self) -> Handle<'ctx, T> {
        (*self).clone()
    }

    /// Forgets the type.
    #[inline(always)]
    pub fn into_any(self) -> Borrowed<'a, 'ctx> {
        Borrowed { inner: self.inner, owner: PhantomData }
    }

    /// The same borrow as another type.
    ///
    /// # Safety
    /// The object is a `U`.
    #[inline(always)]
    pub(crate) unsafe fn assume_type<U>(self) -> Borrowed<'a, 'ctx, U> {
        Borrowed { inner: self.inner, owner: PhantomData }
    }
}

impl<T> Copy for Borrowed<'_, '_, T> {}

impl<T> Clone for Borrowed<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'ctx, T> Deref for Borrowed<'_, 'ctx, T> {
    type Target = Handle<'ctx, T>;

    #[inline(always)]
    fn deref(&self) -> &Handle<'ctx, T> {
        // SAFETY: both are transparent `Untyped`s, and a shared reference to a Handle never closes it.
        unsafe { &*std::ptr::from_ref(self).cast() }
    }
}

impl<T> fmt::Debug for Borrowed<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Borrowed<{}>", short_name::<T>())
    }
}
