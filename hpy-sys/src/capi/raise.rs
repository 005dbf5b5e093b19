//! Raising an exception with nothing loaded yet, or with only some functions found.

use std::ffi::{CStr, CString, c_char, c_void};
use std::mem;

use super::lookup::Scope;
use crate::abi::PyObject;

type SetString = unsafe extern "C" fn(*mut PyObject, *const c_char);

/// Raises `TypeError`. Nothing is raised where the two symbols for it are missing.
///
/// # Safety
///
/// The interpreter's lock is held.
#[cold]
pub(crate) unsafe fn raise_type_error(message: &CStr) {
    // SAFETY: the caller's promise.
    unsafe { raise(c"PyExc_TypeError", message) }
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
    // SAFETY: the caller's promise.
    unsafe { raise(c"PyExc_ImportError", &message) }
}

unsafe fn raise(exception: &CStr, message: &CStr) {
    let scope = Scope::of_interpreter();
    let variable = scope.find(exception).cast::<*mut PyObject>();
    let function = scope.find(c"PyErr_SetString");
    if variable.is_null() || function.is_null() {
        return;
    }
    // SAFETY: the address of the C function of that name, not null.
    let set_string = unsafe { mem::transmute::<*mut c_void, SetString>(function) };
    // SAFETY: every interpreter keeps a pointer to the exception in the variable of that name.
    let exception = unsafe { variable.read() };
    // SAFETY: the caller holds the lock; a live exception type and a C string.
    unsafe { set_string(exception, message.as_ptr()) }
}
