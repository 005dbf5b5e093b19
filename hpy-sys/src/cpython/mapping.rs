//! `dict`.

use std::ffi::c_int;

use crate::abi::{HPy, HPyContext, PyObject};
use crate::capi::{PyDict_Copy, PyDict_Keys};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{DICT, is_instance};
use crate::cpython::raise::{BAD_ARGUMENT, raise};

entries! {
    forward {
        ctx_Dict_New() -> HPy = PyDict_New;
    }
    own { ctx_Dict_Check ctx_Dict_Copy ctx_Dict_Keys }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Dict_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
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
pub(crate) unsafe extern "C-unwind" fn ctx_Dict_Copy(ctx: *mut HPyContext, handle: HPy) -> HPy {
    // SAFETY: the entry contract.
    unsafe { of_dict(ctx, handle, PyDict_Copy) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Dict_Keys(ctx: *mut HPyContext, handle: HPy) -> HPy {
    // SAFETY: the entry contract.
    unsafe { of_dict(ctx, handle, PyDict_Keys) }
}
