//! The memory of other objects, seen in its place: by the C API, as HPy has no functions for it. On `CPython` alone: others
//! let go of memory that is looked at.

use std::ffi::c_int;
use std::ptr::{self, NonNull};

use super::context::ContextRef;
use super::functions::{HPyErr_SetString, h_BufferError};
use super::object::Object;
use crate::abi::{HPy, HPy_buffer};
use crate::call_out::CallOut;
use crate::capi;

/// A view of an object's memory, which stays where it is as long as the view is open.
///
/// Has no `Drop`, since giving it back needs a context: [`buffer_release`] does it.
#[derive(Debug)]
#[must_use = "memory of a view that is not released can never move or go"]
pub struct View(NonNull<HPy_buffer>);

impl View {
    /// What is seen. Its `obj` is no handle but the interpreter's.
    #[must_use]
    pub fn get(&self) -> &HPy_buffer {
        // SAFETY: filled by the interpreter, and there until it is released, which takes the view away.
        unsafe { self.0.as_ref() }
    }

    /// # Safety
    ///
    /// Nobody uses it any more.
    unsafe fn free(self) {
        // SAFETY: from a box, and given up once.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// A view of nothing. It is not all zero, as memory that is to be so is sought for longer.
const NOTHING: HPy_buffer = HPy_buffer {
    buf: ptr::null_mut(),
    obj: HPy::NULL,
    len: 0,
    itemsize: 1,
    readonly: 1,
    ndim: 1,
    format: ptr::null_mut(),
    shape: ptr::null_mut(),
    strides: ptr::null_mut(),
    suboffsets: ptr::null_mut(),
    internal: ptr::null_mut(),
};

/// Opens a view of an object's memory, as it is asked for by the C API's `PyBUF_…` flags; `None` with an exception set.
///
/// # Safety
///
/// The [terms of all functions](super::functions#safety).
pub unsafe fn buffer_get(ctx: ContextRef, object: HPy, flags: c_int) -> Option<View> {
    let (Some(get), Some(_)) = (capi::PyObject_GetBuffer(), capi::PyBuffer_Release()) else {
        // SAFETY: the caller's context.
        unsafe { refuse(ctx) };
        return None;
    };
    let view = View(NonNull::from(Box::leak(Box::new(NOTHING))));
    // SAFETY: the caller's handle and context.
    let object = unsafe { Object::of(ctx, object) };
    // SAFETY: a live object, and room for a view that stays where it is until it is released.
    if unsafe { get.call_out((object.as_ptr(), view.0.as_ptr().cast(), flags)) } < 0 {
        // SAFETY: there is no view.
        unsafe { view.free() };
        return None;
    }
    Some(view)
}

/// # Safety
///
/// As for [`buffer_get`].
unsafe fn refuse(ctx: ContextRef) {
    // SAFETY: a constant of the caller's context.
    let buffer_error = unsafe { h_BufferError(ctx) };
    // SAFETY: the caller's context, its constant, a C string.
    unsafe { HPyErr_SetString(ctx, buffer_error, c"this interpreter keeps no memory in its place".as_ptr()) };
}

/// Gives a view back.
///
/// # Safety
///
/// As for [`buffer_get`], which has made it.
pub unsafe fn buffer_release(ctx: ContextRef, view: View) {
    let _ = ctx;
    if let Some(release) = capi::PyBuffer_Release() {
        // SAFETY: the caller's promise.
        unsafe { release.call_out((view.0.as_ptr().cast(),)) };
    }
    // SAFETY: given back.
    unsafe { view.free() };
}
