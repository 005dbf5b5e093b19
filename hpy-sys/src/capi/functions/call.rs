//! Calls of Python objects.

use crate::abi::PyObject;

crate::capi::symbol::functions! {
    required {
        PyObject_Call(callable: *mut PyObject, arguments: *mut PyObject, keywords: *mut PyObject) -> *mut PyObject;
        PyObject_CallObject(callable: *mut PyObject, arguments: *mut PyObject) -> *mut PyObject;
    }
    optional {
        PyObject_Vectorcall(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        PyObject_VectorcallDict(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        PyObject_VectorcallMethod(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
        _PyObject_FastCallDict(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
    }
}
