//! `str`, `bytes` and views of memory.

use std::ffi::c_char;

use crate::abi::{HPy_UCS4, HPy_ssize_t, PyObject, wchar_t};

crate::capi::body::functions! {
    stable {
        PyBytes_AsString(bytes: *mut PyObject) -> *const c_char;
        PyBytes_FromString(text: *const c_char) -> *mut PyObject;
        PyBytes_Size(bytes: *mut PyObject) -> HPy_ssize_t;
        PyMemoryView_FromObject(object: *mut PyObject) -> *mut PyObject;
        PyUnicode_AsASCIIString(text: *mut PyObject) -> *mut PyObject;
        PyUnicode_AsLatin1String(text: *mut PyObject) -> *mut PyObject;
        PyUnicode_AsUTF8String(text: *mut PyObject) -> *mut PyObject;
        PyUnicode_DecodeASCII(bytes: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> *mut PyObject;
        PyUnicode_DecodeFSDefault(bytes: *const c_char) -> *mut PyObject;
        PyUnicode_DecodeFSDefaultAndSize(bytes: *const c_char, size: HPy_ssize_t) -> *mut PyObject;
        PyUnicode_DecodeLatin1(bytes: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> *mut PyObject;
        PyUnicode_EncodeFSDefault(text: *mut PyObject) -> *mut PyObject;
        PyUnicode_FromEncodedObject(bytes: *mut PyObject, encoding: *const c_char, errors: *const c_char)
            -> *mut PyObject;
        PyUnicode_FromString(text: *const c_char) -> *mut PyObject;
        PyUnicode_FromWideChar(text: *const wchar_t, size: HPy_ssize_t) -> *mut PyObject;
        PyUnicode_ReadChar(text: *mut PyObject, index: HPy_ssize_t) -> HPy_UCS4;
        PyUnicode_Substring(text: *mut PyObject, start: HPy_ssize_t, end: HPy_ssize_t) -> *mut PyObject;
    }
    required {}
    optional {}
}
