//! `str` and `bytes`.

use std::ffi::{c_char, c_int};
use std::ptr;

use crate::abi::{HPy, HPy_UCS4, HPy_ssize_t, HPyContext, wchar_t};
use crate::capi::{PyBytes_FromStringAndSize, PyUnicode_AsUTF8AndSize};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{BYTES_SUBCLASS, UNICODE_SUBCLASS, is_instance};
use crate::cpython::raise::raise;

entries! {
    forward {
        ctx_Bytes_AS_STRING(h: HPy) -> *const c_char = PyBytes_AsString;
        ctx_Bytes_AsString(h: HPy) -> *const c_char = PyBytes_AsString;
        ctx_Bytes_FromString(bytes: *const c_char) -> HPy = PyBytes_FromString;
        ctx_Bytes_GET_SIZE(h: HPy) -> HPy_ssize_t = PyBytes_Size;
        ctx_Bytes_Size(h: HPy) -> HPy_ssize_t = PyBytes_Size;
        ctx_Unicode_AsASCIIString(h: HPy) -> HPy = PyUnicode_AsASCIIString;
        ctx_Unicode_AsLatin1String(h: HPy) -> HPy = PyUnicode_AsLatin1String;
        ctx_Unicode_AsUTF8String(h: HPy) -> HPy = PyUnicode_AsUTF8String;
        ctx_Unicode_DecodeASCII(ascii: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy = PyUnicode_DecodeASCII;
        ctx_Unicode_DecodeFSDefault(v: *const c_char) -> HPy = PyUnicode_DecodeFSDefault;
        ctx_Unicode_DecodeFSDefaultAndSize(v: *const c_char, size: HPy_ssize_t) -> HPy = PyUnicode_DecodeFSDefaultAndSize;
        ctx_Unicode_DecodeLatin1(latin1: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy = PyUnicode_DecodeLatin1;
        ctx_Unicode_EncodeFSDefault(h: HPy) -> HPy = PyUnicode_EncodeFSDefault;
        ctx_Unicode_FromEncodedObject(obj: HPy, encoding: *const c_char, errors: *const c_char) -> HPy = PyUnicode_FromEncodedObject;
        ctx_Unicode_FromString(utf8: *const c_char) -> HPy = PyUnicode_FromString;
        ctx_Unicode_FromWideChar(w: *const wchar_t, size: HPy_ssize_t) -> HPy = PyUnicode_FromWideChar;
        ctx_Unicode_ReadChar(h: HPy, index: HPy_ssize_t) -> HPy_UCS4 = PyUnicode_ReadChar;
        ctx_Unicode_Substring(string: HPy, start: HPy_ssize_t, end: HPy_ssize_t) -> HPy = PyUnicode_Substring;
    }
    own { ctx_Bytes_Check ctx_Bytes_FromStringAndSize ctx_Unicode_AsUTF8AndSize ctx_Unicode_Check }
}

unsafe extern "C" fn ctx_Bytes_Check(_ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract, here and in the rest of this file.
    c_int::from(unsafe { is_instance(handle.hand(), BYTES_SUBCLASS) })
}

unsafe extern "C" fn ctx_Unicode_Check(_ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract.
    c_int::from(unsafe { is_instance(handle.hand(), UNICODE_SUBCLASS) })
}

/// The C API would return memory to be filled; HPy refuses.
unsafe extern "C" fn ctx_Bytes_FromStringAndSize(
    ctx: *mut HPyContext,
    bytes: *const c_char,
    size: HPy_ssize_t,
) -> HPy {
    if bytes.is_null() {
        // SAFETY: the context of this call.
        let error = unsafe { (*ctx).h_ValueError };
        // SAFETY: the entry contract.
        unsafe { raise(error, c"NULL char * passed to HPyBytes_FromStringAndSize") };
        return HPy::NULL;
    }
    // SAFETY: the entry contract.
    unsafe { PyBytes_FromStringAndSize(bytes, size) }.hand()
}

/// Not every interpreter leaves out a size that nobody wants.
unsafe extern "C" fn ctx_Unicode_AsUTF8AndSize(
    _ctx: *mut HPyContext,
    handle: HPy,
    size: *mut HPy_ssize_t,
) -> *const c_char {
    let mut unwanted: HPy_ssize_t = 0;
    let size = if size.is_null() { ptr::from_mut(&mut unwanted) } else { size };
    // SAFETY: the entry contract; the size is writable.
    unsafe { PyUnicode_AsUTF8AndSize(handle.hand(), size) }
}
