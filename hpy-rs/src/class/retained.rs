//! The object of a borrowed value: kept for as long as that is borrowed.
#![expect(unsafe_code, reason = "references of an object that a guard has")]

use std::ops::Deref;

use hpy_sys::HPy;
use hpy_sys::api;

use super::HpyType;
use crate::handle::Borrowed;

/// An object with a reference of its own, where callers need not keep one: Python code that runs while a value is borrowed
/// could let go of the last.
pub(super) struct Retained<'a, 'ctx, T: HpyType> {
    object: Borrowed<'a, 'ctx, T>,
    kept: HPy,
}

impl<'a, 'ctx, T: HpyType> Retained<'a, 'ctx, T> {
    #[inline(always)]
    pub(super) fn new(object: Borrowed<'a, 'ctx, T>) -> Self {
        // SAFETY: an open handle of this call.
        let kept = unsafe { api::hold(object.ctx().raw_beside_error(), object.as_raw()) };
        Retained { object, kept }
    }
}

impl<'a, 'ctx, T: HpyType> Deref for Retained<'a, 'ctx, T> {
    type Target = Borrowed<'a, 'ctx, T>;

    #[inline(always)]
    fn deref(&self) -> &Borrowed<'a, 'ctx, T> {
        &self.object
    }
}

impl<T: HpyType> Drop for Retained<'_, '_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: held by `new`; nobody uses it after.
        unsafe { api::let_go(self.object.ctx().raw_beside_error(), self.kept) }
    }
}
