//! Iteration: HPy 0.9 has no function for it.

use super::{is_cpython, is_pypy_by_its_c_api};
use crate::abi::HPy;
use crate::api::address::{handle_of, object_of};
use crate::api::context::ContextRef;
use crate::call_out::CallOut;
use crate::capi;

/// An iterator over an object, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn iterator_of(_ctx: ContextRef, object: HPy) -> Option<HPy> {
    let get = capi::PyObject_GetIter().filter(|_| is_cpython() || is_pypy_by_its_c_api())?;
    // SAFETY: the caller's handle, of a live object; a new reference.
    Some(handle_of(unsafe { get.call_out((object_of(object),)) }))
}

/// The next item of an iterator: null at its end, or with an exception set. `None` where there is no such short cut, and if the
/// object is no iterator any more, whose class Python code may have changed.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn next_item(_ctx: ContextRef, iterator: HPy) -> Option<HPy> {
    let (check, next) = capi::PyIter_Check().zip(capi::PyIter_Next())?;
    let iterator = object_of(iterator);
    // PyPy looks itself. SAFETY: the caller's handle, of a live object.
    if !is_pypy_by_its_c_api() && (!is_cpython() || unsafe { check.call_out((iterator,)) } == 0) {
        return None;
    }
    // SAFETY: as above, and it is an iterator where that must be; a new reference.
    Some(handle_of(unsafe { next.call_out((iterator,)) }))
}
