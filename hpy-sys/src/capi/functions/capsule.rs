//! Capsules and context variables.

use std::ffi::{c_char, c_int, c_void};

use crate::abi::PyObject;

/// What an interpreter calls when a capsule dies.
pub(crate) type Destructor = unsafe extern "C" fn(*mut PyObject);

crate::capi::body::functions! {
    stable {
        PyCapsule_GetContext(capsule: *mut PyObject) -> *mut c_void;
        PyCapsule_GetName(capsule: *mut PyObject) -> *const c_char;
        PyCapsule_GetPointer(capsule: *mut PyObject, name: *const c_char) -> *mut c_void;
        PyCapsule_IsValid(capsule: *mut PyObject, name: *const c_char) -> c_int;
        PyCapsule_New(pointer: *mut c_void, name: *const c_char, destructor: Option<Destructor>) -> *mut PyObject;
        PyCapsule_SetContext(capsule: *mut PyObject, context: *mut c_void) -> c_int;
        PyCapsule_SetDestructor(capsule: *mut PyObject, destructor: Option<Destructor>) -> c_int;
        PyCapsule_SetName(capsule: *mut PyObject, name: *const c_char) -> c_int;
        PyCapsule_SetPointer(capsule: *mut PyObject, pointer: *mut c_void) -> c_int;
    }
    required {
        PyContextVar_Get(variable: *mut PyObject, default: *mut PyObject, value: *mut *mut PyObject) -> c_int;
        PyContextVar_New(name: *const c_char, default: *mut PyObject) -> *mut PyObject;
        PyContextVar_Set(variable: *mut PyObject, value: *mut PyObject) -> *mut PyObject;
    }
    optional {}
}
