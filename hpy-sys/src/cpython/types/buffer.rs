//! Memory that an instance shares.

use std::ffi::c_int;

use crate::abi::{HPyFunc_getbufferproc, HPyFunc_releasebufferproc, Py_buffer, PyObject};
use crate::api::own_context;
use crate::cpython::entry::Hand;

/// `bf_getbuffer`: a view begins as HPy's does, and a handle in it is the object's address.
///
/// # Safety
///
/// The entry contract; `view` may be written to.
pub(crate) unsafe fn get_buffer(
    entry: HPyFunc_getbufferproc,
    object: *mut PyObject,
    view: *mut Py_buffer,
    flags: c_int,
) -> c_int {
    // SAFETY: the slot's function, with this door's context.
    unsafe { entry(own_context().as_raw(), object.hand(), view.cast(), flags) }
}

/// `bf_releasebuffer`.
///
/// # Safety
///
/// The entry contract; `view` was filled by [`get_buffer`], but on PyPy, which makes one up of what it liked in that.
pub(crate) unsafe fn release_buffer(entry: HPyFunc_releasebufferproc, object: *mut PyObject, view: *mut Py_buffer) {
    // SAFETY: the slot's function, with this door's context.
    unsafe { entry(own_context().as_raw(), object.hand(), view.cast()) };
}
