//! Any object: attributes, items, comparison, representation, type.

use std::ffi::{c_char, c_int, c_ulong};

use crate::abi::{HPy_hash_t, HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyCallable_Check(object: *mut PyObject) -> c_int;
        PyObject_ASCII(object: *mut PyObject) -> *mut PyObject;
        PyObject_Bytes(object: *mut PyObject) -> *mut PyObject;
        PyObject_DelItem(object: *mut PyObject, key: *mut PyObject) -> c_int;
        PyObject_GetAttr(object: *mut PyObject, name: *mut PyObject) -> *mut PyObject;
        PyObject_GetItem(object: *mut PyObject, key: *mut PyObject) -> *mut PyObject;
        PyObject_HasAttr(object: *mut PyObject, name: *mut PyObject) -> c_int;
        PyObject_HasAttrString(object: *mut PyObject, name: *const c_char) -> c_int;
        PyObject_Hash(object: *mut PyObject) -> HPy_hash_t;
        PyObject_IsTrue(object: *mut PyObject) -> c_int;
        PyObject_Repr(object: *mut PyObject) -> *mut PyObject;
        PyObject_RichCompare(left: *mut PyObject, right: *mut PyObject, operation: c_int) -> *mut PyObject;
        PyObject_RichCompareBool(left: *mut PyObject, right: *mut PyObject, operation: c_int) -> c_int;
        PyObject_SetAttr(object: *mut PyObject, name: *mut PyObject, value: *mut PyObject) -> c_int;
        PyObject_SetAttrString(object: *mut PyObject, name: *const c_char, value: *mut PyObject) -> c_int;
        PyObject_SetItem(object: *mut PyObject, key: *mut PyObject, value: *mut PyObject) -> c_int;
        PyObject_Size(object: *mut PyObject) -> HPy_ssize_t;
        PyObject_Str(object: *mut PyObject) -> *mut PyObject;
        PyObject_Type(object: *mut PyObject) -> *mut PyObject;
        PySequence_Contains(container: *mut PyObject, item: *mut PyObject) -> c_int;
        PySequence_SetItem(sequence: *mut PyObject, index: HPy_ssize_t, value: *mut PyObject) -> c_int;
        PyType_GetFlags(type_: *mut PyObject) -> c_ulong;
        PyType_IsSubtype(subtype: *mut PyObject, type_: *mut PyObject) -> c_int;
    }
    required {}
    optional {
        #[cfg(Py_3_13)]
        PyObject_DelAttr(*mut PyObject, *mut PyObject) -> c_int;
        #[cfg(Py_3_13)]
        PyObject_DelAttrString(*mut PyObject, *const c_char) -> c_int;
        #[cfg(Py_3_13)]
        PyObject_HasAttrStringWithError(*mut PyObject, *const c_char) -> c_int;
        #[cfg(Py_3_13)]
        PyObject_HasAttrWithError(*mut PyObject, *mut PyObject) -> c_int;
        #[cfg(all())]
        _PyObject_Dump(*mut PyObject);
        #[cfg(any())]
        _Py_TYPE(*mut PyObject) -> *mut PyObject;
    }
}
