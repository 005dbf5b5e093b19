//! Raising an exception with nothing loaded yet, or with only some functions found.

use std::ffi::{CStr, CString};

use super::{PyErr_Clear, PyErr_Occurred};
use crate::abi::PyObject;
use crate::api::LoadError;

/// Raises `TypeError`. Nothing is raised where the two symbols for it are missing.
///
/// # Safety
///
/// The interpreter's lock is held.
#[cold]
pub(crate) unsafe fn raise_type_error(message: &CStr) {
    #[cfg(not(feature = "cpython"))]
    let exception = looked_up::variable(c"PyExc_TypeError");
    #[cfg(feature = "cpython")]
    let exception = (&raw mut pyo3_ffi::PyExc_TypeError).cast();
    // SAFETY: the caller's promise.
    unsafe { raise(exception, message) }
}

/// What has kept the file from being loaded: too little memory, if that is the exception which is set; `error` else. Then none is.
///
/// # Safety
///
/// The interpreter's lock is held, and the functions of `basis` are loaded, but with [`LoadError::MissingSymbol`].
pub(crate) unsafe fn cause_of(error: LoadError) -> LoadError {
    if matches!(error, LoadError::MissingSymbol(_)) {
        return error;
    }
    // SAFETY: the caller's promise; borrowed, and only compared.
    let set = unsafe { PyErr_Occurred() };
    if set.is_null() {
        return error;
    }
    // SAFETY: the caller's promise.
    unsafe { PyErr_Clear() };
    let memory_error = memory_error();
    // SAFETY: a variable of the C API that holds an exception type.
    if !memory_error.is_null() && set == unsafe { memory_error.read() } { LoadError::NoMemory } else { error }
}

/// Raises what says that the file cannot be used: `ImportError`, or `MemoryError`.
///
/// # Safety
///
/// As for [`raise_import_error`].
pub(crate) unsafe fn raise_load_error(error: &LoadError) {
    if matches!(error, LoadError::NoMemory) {
        // SAFETY: the caller's promise.
        return unsafe { raise(memory_error(), c"") };
    }
    // SAFETY: as above.
    unsafe { raise_import_error(&error.to_string()) };
}

fn memory_error() -> *const *mut PyObject {
    #[cfg(not(feature = "cpython"))]
    {
        looked_up::variable(c"PyExc_MemoryError")
    }
    #[cfg(feature = "cpython")]
    {
        (&raw mut pyo3_ffi::PyExc_MemoryError).cast()
    }
}

/// Raises `ImportError`. Nothing is raised where the two symbols for it are missing.
///
/// # Safety
///
/// The interpreter's lock is held.
#[cold]
pub(crate) unsafe fn raise_import_error(message: &str) {
    let message: Vec<u8> = message.bytes().filter(|byte| *byte != 0).collect();
    let message = CString::new(message).unwrap_or_default();
    #[cfg(not(feature = "cpython"))]
    let exception = looked_up::variable(c"PyExc_ImportError");
    #[cfg(feature = "cpython")]
    let exception = (&raw mut pyo3_ffi::PyExc_ImportError).cast();
    // SAFETY: the caller's promise.
    unsafe { raise(exception, &message) }
}

/// # Safety
///
/// The interpreter's lock is held; `exception` is null, or a variable of the C API that holds an exception type.
unsafe fn raise(exception: *const *mut PyObject, message: &CStr) {
    #[cfg(not(feature = "cpython"))]
    let set_string = looked_up::set_string();
    #[cfg(feature = "cpython")]
    let set_string = Some(super::PyErr_SetString);
    let (false, Some(set_string)) = (exception.is_null(), set_string) else { return };
    // SAFETY: the caller's promise.
    let exception = unsafe { exception.read() };
    // SAFETY: the caller's promise; a live exception type and a C string.
    unsafe { set_string(exception, message.as_ptr()) }
}

#[cfg(not(feature = "cpython"))]
mod looked_up {
    use std::ffi::{CStr, c_char, c_void};

    use crate::abi::PyObject;
    use crate::capi::lookup::Scope;

    type SetString = unsafe extern "C" fn(*mut PyObject, *const c_char);

    pub(super) fn variable(name: &CStr) -> *const *mut PyObject {
        Scope::of_interpreter().find(name).cast()
    }

    pub(super) fn set_string() -> Option<SetString> {
        let function = Scope::of_interpreter().find(c"PyErr_SetString");
        // SAFETY: null, or the address of the C function of that name.
        unsafe { std::mem::transmute::<*mut c_void, Option<SetString>>(function) }
    }
}
