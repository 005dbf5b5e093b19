//! Objects of the C API behind handles.

use super::context::ContextRef;
use super::functions::HPy_AsPyObject;
use crate::abi::{HPy, PyObject};
use crate::capi;

/// The object of a handle, which in a debug mode is no address, with a reference of its own.
pub(super) struct Object(*mut PyObject);

impl Object {
    /// # Safety
    ///
    /// A handle of the running call, and its context.
    pub(super) unsafe fn of(ctx: ContextRef, handle: HPy) -> Self {
        // SAFETY: the caller's handle.
        Self(unsafe { HPy_AsPyObject(ctx, handle) })
    }

    /// Takes over a reference, or null.
    pub(super) fn owned(object: *mut PyObject) -> Self {
        Self(object)
    }

    pub(super) fn as_ptr(&self) -> *mut PyObject {
        self.0
    }

    /// What is a handle of the own door's.
    pub(super) fn address(&self) -> HPy {
        HPy(self.0 as isize)
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: the reference that `HPy_AsPyObject` has given.
            unsafe { capi::Py_DecRef(self.0) };
        }
    }
}
