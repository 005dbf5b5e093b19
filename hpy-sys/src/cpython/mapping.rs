//! `dict`.

use std::ffi::c_int;
use std::ptr;

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::capi::{PyDict_Copy, PyDict_Keys, PyDict_Next, dict_type};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{DICT, is_instance, type_of};
use crate::cpython::raise::{BAD_ARGUMENT, raise};
use crate::cpython::refcount::retain;

entries! {
    forward {
        ctx_Dict_New() -> HPy = PyDict_New;
    }
    own { ctx_Dict_Check ctx_Dict_Copy ctx_Dict_Keys }
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_Dict_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract, here and in the rest of this file.
    c_int::from(unsafe { is_instance(ctx, handle.hand(), DICT) })
}

/// Calls a function that is for dicts only; not every interpreter raises the same exception for others.
///
/// # Safety
///
/// The entry contract; `function` is one of the C API that takes a dict and returns a new reference.
unsafe fn of_dict(ctx: *mut HPyContext, handle: HPy, function: unsafe fn(*mut PyObject) -> *mut PyObject) -> HPy {
    // SAFETY: the caller's promise.
    if unsafe { is_instance(ctx, handle.hand(), DICT) } {
        // SAFETY: as above.
        return unsafe { function(handle.hand()) }.hand();
    }
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_SystemError };
    // SAFETY: as above.
    unsafe { raise(error, BAD_ARGUMENT) };
    HPy::NULL
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_Dict_Copy(ctx: *mut HPyContext, handle: HPy) -> HPy {
    // SAFETY: the entry contract.
    unsafe { of_dict(ctx, handle, PyDict_Copy) }
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_Dict_Keys(ctx: *mut HPyContext, handle: HPy) -> HPy {
    // SAFETY: the entry contract.
    unsafe { of_dict(ctx, handle, PyDict_Keys) }
}

/// Whether an object is a dict and not an instance of a subclass; `false` where the type of dicts is not linked.
///
/// # Safety
///
/// The entry contract.
#[inline(always)]
pub(crate) unsafe fn is_exactly_dict(handle: HPy) -> bool {
    // SAFETY: the caller's promise.
    dict_type().is_some_and(|dict| unsafe { type_of(handle.hand()) } == dict)
}

/// The next pair of a dict, as new references.
///
/// # Safety
///
/// The entry contract; the handle is that of a dict.
#[inline(always)]
pub(crate) unsafe fn next_of_dict(handle: HPy, position: &mut HPy_ssize_t) -> Option<(HPy, HPy)> {
    let (mut key, mut value) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the caller's promise; three variables of ours.
    if unsafe { PyDict_Next(handle.hand(), position, &raw mut key, &raw mut value) } == 0 {
        return None;
    }
    // SAFETY: borrowed from the dict.
    unsafe { retain(key) };
    // SAFETY: as above.
    unsafe { retain(value) };
    Some((key.hand(), value.hand()))
}
