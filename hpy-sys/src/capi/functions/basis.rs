//! What everything else stands on: references, the pending exception, and enough to ask which interpreter this is.

use std::ffi::{c_char, c_long};

use crate::abi::{HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyErr_Clear();
        PyErr_Occurred() -> *mut PyObject;
        PyErr_SetString(exception: *mut PyObject, message: *const c_char);
        PyImport_ImportModule(name: *const c_char) -> *mut PyObject;
        PyLong_AsLong(object: *mut PyObject) -> c_long;
        PyObject_GetAttrString(object: *mut PyObject, name: *const c_char) -> *mut PyObject;
        PySys_GetObject(name: *const c_char) -> *mut PyObject;
        Py_DecRef(object: *mut PyObject);
        Py_IncRef(object: *mut PyObject);
    }
    required {
        PyUnicode_AsUTF8AndSize(object: *mut PyObject, size: *mut HPy_ssize_t) -> *const c_char;
    }
    optional {
        #[cfg(all())]
        Py_GetVersion() -> *const c_char;
    }
}
