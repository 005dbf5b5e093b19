//! Calls of Python objects.

use std::ffi::{c_char, c_int};

use crate::abi::PyObject;

crate::capi::body::functions! {
    stable {
        PyObject_Call(callable: *mut PyObject, arguments: *mut PyObject, keywords: *mut PyObject) -> *mut PyObject;
    }
    required {}
    optional {
        #[cfg(all())]
        Py_EnterRecursiveCall(*const c_char) -> c_int;
        #[cfg(all())]
        Py_LeaveRecursiveCall();
        #[cfg(Py_3_11)]
        PyObject_Vectorcall(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        PyObject_VectorcallDict(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        PyObject_VectorcallMethod(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyObject_FastCallDict(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
    }
}
