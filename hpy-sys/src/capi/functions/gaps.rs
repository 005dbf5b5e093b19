//! What HPy has no function for, so that it is asked of the C API behind HPy's door as well.

use std::ffi::{c_char, c_int, c_void};

use crate::abi::{HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyErr_Fetch(exception: *mut *mut PyObject, value: *mut *mut PyObject, traceback: *mut *mut PyObject);
        PyErr_NormalizeException(exception: *mut *mut PyObject, value: *mut *mut PyObject, traceback: *mut *mut PyObject);
        PyErr_Restore(exception: *mut PyObject, value: *mut PyObject, traceback: *mut PyObject);
        PyException_SetTraceback(exception: *mut PyObject, traceback: *mut PyObject) -> c_int;
        PyObject_CallObject(callable: *mut PyObject, arguments: *mut PyObject) -> *mut PyObject;
    }
    required {}
    optional {
        #[cfg(all())]
        Py_GetRecursionLimit() -> c_int;
        #[cfg(all())]
        Py_IsInitialized() -> c_int;
        #[cfg(all())]
        PyErr_CheckSignals() -> c_int;
        #[cfg(all())]
        PyException_GetTraceback(*mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        PyGILState_Check() -> c_int;
        #[cfg(all())]
        PyGILState_Ensure() -> c_int;
        #[cfg(all())]
        PyGILState_GetThisThreadState() -> *mut c_void;
        #[cfg(all())]
        PyGILState_Release(c_int);
        #[cfg(all())]
        PyInterpreterState_Get() -> *mut c_void;
        #[cfg(all())]
        PyInterpreterState_GetID(*mut c_void) -> i64;
        #[cfg(Py_3_13)]
        PyThreadState_GetUnchecked() -> *mut c_void;
        #[cfg(any())]
        PyObject_CallOneArg(*mut PyObject, *mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        PyUnicode_FromStringAndSize(*const c_char, HPy_ssize_t) -> *mut PyObject;
        #[cfg(any())]
        _PyInterpreterState_Get() -> *mut c_void;
        #[cfg(not(Py_3_13))]
        _PyThreadState_UncheckedGet() -> *mut c_void;
    }
}
