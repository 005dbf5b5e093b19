//! `list`, `tuple`, `dict` and `slice`.

use std::ffi::c_int;

use crate::abi::{HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyDict_Copy(dict: *mut PyObject) -> *mut PyObject;
        PyDict_GetItemWithError(dict: *mut PyObject, key: *mut PyObject) -> *mut PyObject;
        PyDict_Keys(dict: *mut PyObject) -> *mut PyObject;
        PyDict_New() -> *mut PyObject;
        PyDict_SetItem(dict: *mut PyObject, key: *mut PyObject, value: *mut PyObject) -> c_int;
        PyList_Append(list: *mut PyObject, item: *mut PyObject) -> c_int;
        PyList_SetItem(list: *mut PyObject, index: HPy_ssize_t, item: *mut PyObject) -> c_int;
        PySequence_Tuple(iterable: *mut PyObject) -> *mut PyObject;
        PySlice_Unpack(slice: *mut PyObject, start: *mut HPy_ssize_t, stop: *mut HPy_ssize_t, step: *mut HPy_ssize_t)
            -> c_int;
        PyTuple_GetItem(tuple: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject;
        PyTuple_SetItem(tuple: *mut PyObject, index: HPy_ssize_t, item: *mut PyObject) -> c_int;
        PyTuple_Size(tuple: *mut PyObject) -> HPy_ssize_t;
    }
    required {}
    optional {}
}
