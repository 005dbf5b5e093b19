//! Exceptions and warnings.

use std::ffi::{CStr, c_char, c_int};
use std::ptr;

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::api::{Runtime, pending_on_pypy, runtime};
use crate::capi::{
    Py_FatalError, PyErr_Clear, PyErr_ExceptionMatches, PyErr_NewException, PyErr_NewExceptionWithDoc, PyErr_NoMemory,
    PyErr_Occurred, PyErr_SetFromErrnoWithFilenameObjects, PyErr_SetObject, PyErr_WarnEx, PyErr_WriteUnraisable,
    PyObject_Repr,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::refcount::Owned;

entries! {
    forward {
        ctx_Err_Clear() = PyErr_Clear;
        ctx_Err_NewException(utf8_name: *const c_char, base: HPy, dict: HPy) -> HPy = PyErr_NewException;
        ctx_Err_SetFromErrnoWithFilename(h_type: HPy, filename_fsencoded: *const c_char) -> HPy
            = PyErr_SetFromErrnoWithFilename;
        ctx_Err_SetString(h_type: HPy, utf8_message: *const c_char) = PyErr_SetString;
    }
    own {
        ctx_Err_ExceptionMatches ctx_Err_NewExceptionWithDoc ctx_Err_NoMemory ctx_Err_Occurred
        ctx_Err_SetFromErrnoWithFilenameObjects ctx_Err_SetObject ctx_Err_WarnEx ctx_Err_WriteUnraisable ctx_FatalError
    }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_NoMemory(_ctx: *mut HPyContext) {
    // SAFETY: the entry contract, here and in the rest of this file.
    unsafe { PyErr_NoMemory() };
}

/// `PyPy` ends the process if the object cannot be shown, so that there it is told what the object looks like, if anything.
pub(crate) unsafe extern "C-unwind" fn ctx_Err_WriteUnraisable(_ctx: *mut HPyContext, about: HPy) {
    let about: *mut PyObject = about.hand();
    if about.is_null() || runtime() != Runtime::PyPy {
        // SAFETY: the entry contract, here and below.
        unsafe { PyErr_WriteUnraisable(about) };
        return;
    }
    // SAFETY: as above, of PyPy.
    let error = unsafe { pending_on_pypy::take() };
    // SAFETY: as above.
    let shown = unsafe { PyObject_Repr(about) };
    // SAFETY: as above; a new reference or null.
    let shown = unsafe { Owned::new(shown) };
    if error.is_null() {
        // SAFETY: as above; showing it may have raised.
        unsafe { PyErr_Clear() };
    } else {
        // SAFETY: as above; in place of what showing it may have raised.
        unsafe { pending_on_pypy::put_back(error) };
    }
    // SAFETY: as above.
    unsafe { PyErr_WriteUnraisable(shown.as_ref().map_or(ptr::null_mut(), Owned::object)) };
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_Occurred(_ctx: *mut HPyContext) -> c_int {
    // SAFETY: the entry contract.
    c_int::from(!unsafe { PyErr_Occurred() }.is_null())
}

/// `PyPy` does not survive the question when nothing is pending.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_ExceptionMatches(_ctx: *mut HPyContext, exception: HPy) -> c_int {
    // SAFETY: the entry contract.
    if unsafe { PyErr_Occurred() }.is_null() {
        return 0;
    }
    // SAFETY: the entry contract.
    unsafe { PyErr_ExceptionMatches(exception.hand()) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_SetFromErrnoWithFilenameObjects(
    _ctx: *mut HPyContext,
    exception: HPy,
    name: HPy,
    other: HPy,
) {
    // SAFETY: the entry contract.
    unsafe { PyErr_SetFromErrnoWithFilenameObjects(exception.hand(), name.hand(), other.hand()) };
}

/// `GraalPy` 23 needs a doc string.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_NewExceptionWithDoc(
    _ctx: *mut HPyContext,
    name: *const c_char,
    doc: *const c_char,
    base: HPy,
    dict: HPy,
) -> HPy {
    if doc.is_null() {
        // SAFETY: the entry contract.
        return unsafe { PyErr_NewException(name, base.hand(), dict.hand()) }.hand();
    }
    // SAFETY: the entry contract.
    unsafe { PyErr_NewExceptionWithDoc(name, doc, base.hand(), dict.hand()) }.hand()
}

/// No value is the same as None: the exception has no arguments. `PyPy` does not survive the first.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_SetObject(ctx: *mut HPyContext, exception: HPy, value: HPy) {
    // SAFETY: the context of this call.
    let none = unsafe { (*ctx).h_None };
    let value = if value.is_null() { none } else { value };
    // SAFETY: the entry contract.
    unsafe { PyErr_SetObject(exception.hand(), value.hand()) };
}

/// Without a category it is a `RuntimeWarning`; `PyPy` would make it a `UserWarning`.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Err_WarnEx(
    ctx: *mut HPyContext,
    category: HPy,
    message: *const c_char,
    stack_level: HPy_ssize_t,
) -> c_int {
    // SAFETY: the context of this call.
    let default = unsafe { (*ctx).h_RuntimeWarning };
    let category = if category.is_null() { default } else { category };
    // SAFETY: the entry contract.
    unsafe { PyErr_WarnEx(category.hand(), message, stack_level) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_FatalError(_ctx: *mut HPyContext, message: *const c_char) {
    if let Some(fatal) = Py_FatalError() {
        // SAFETY: the entry contract; it does not return.
        unsafe { fatal(message) };
    }
    // SAFETY: the entry contract: a C string.
    let message = unsafe { CStr::from_ptr(message) };
    eprintln!("Fatal Python error: {}", message.to_string_lossy());
    std::process::abort();
}
