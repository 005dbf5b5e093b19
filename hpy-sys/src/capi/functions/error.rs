//! Exceptions and warnings.

use std::ffi::{c_char, c_int};

use crate::abi::{HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyErr_ExceptionMatches(exception: *mut PyObject) -> c_int;
        PyErr_NewException(name: *const c_char, base: *mut PyObject, dict: *mut PyObject) -> *mut PyObject;
        PyErr_NewExceptionWithDoc(name: *const c_char, doc: *const c_char, base: *mut PyObject, dict: *mut PyObject)
            -> *mut PyObject;
        PyErr_NoMemory() -> *mut PyObject;
        PyErr_SetFromErrnoWithFilename(exception: *mut PyObject, name: *const c_char) -> *mut PyObject;
        PyErr_SetFromErrnoWithFilenameObjects(exception: *mut PyObject, name: *mut PyObject, other: *mut PyObject)
            -> *mut PyObject;
        PyErr_SetObject(exception: *mut PyObject, value: *mut PyObject);
        PyErr_WarnEx(category: *mut PyObject, message: *const c_char, stack_level: HPy_ssize_t) -> c_int;
        PyErr_WriteUnraisable(object: *mut PyObject);
    }
    required {}
    optional {
        #[cfg(all())]
        Py_FatalError(*const c_char);
    }
}
