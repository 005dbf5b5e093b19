//! `str` and `bytes`.

use std::ffi::{c_char, c_int};

use crate::abi::{HPy, HPy_UCS4, HPy_ssize_t, HPyContext, PyObject, wchar_t};
use crate::api::{Runtime, runtime};
use crate::capi::{
    PyErr_Clear, PyMemoryView_FromObject, PyObject_Bytes, PyUnicode_AsUTF8AndSize, PyUnicode_EncodeFSDefault,
    PyUnicode_FromEncodedObject, PyUnicode_Substring, passing,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{BYTES, TEXT, is_instance};
use crate::cpython::raise::raise;
use crate::cpython::refcount::Owned;

entries! {
    forward {
        ctx_Bytes_AS_STRING(h: HPy) -> *const c_char = PyBytes_AsString;
        ctx_Bytes_AsString(h: HPy) -> *const c_char = PyBytes_AsString;
        ctx_Bytes_FromString(bytes: *const c_char) -> HPy = PyBytes_FromString;
        ctx_Bytes_GET_SIZE(h: HPy) -> HPy_ssize_t = PyBytes_Size;
        ctx_Unicode_AsASCIIString(h: HPy) -> HPy = PyUnicode_AsASCIIString;
        ctx_Unicode_AsLatin1String(h: HPy) -> HPy = PyUnicode_AsLatin1String;
        ctx_Unicode_AsUTF8String(h: HPy) -> HPy = PyUnicode_AsUTF8String;
        ctx_Unicode_DecodeASCII(ascii: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy
            = PyUnicode_DecodeASCII;
        ctx_Unicode_DecodeFSDefault(v: *const c_char) -> HPy = PyUnicode_DecodeFSDefault;
        ctx_Unicode_DecodeFSDefaultAndSize(v: *const c_char, size: HPy_ssize_t) -> HPy
            = PyUnicode_DecodeFSDefaultAndSize;
        ctx_Unicode_DecodeLatin1(latin1: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy
            = PyUnicode_DecodeLatin1;
        ctx_Unicode_FromString(utf8: *const c_char) -> HPy = PyUnicode_FromString;
        ctx_Unicode_FromWideChar(w: *const wchar_t, size: HPy_ssize_t) -> HPy = PyUnicode_FromWideChar;
        ctx_Unicode_ReadChar(h: HPy, index: HPy_ssize_t) -> HPy_UCS4 = PyUnicode_ReadChar;
    }
    own {
        ctx_Bytes_Check ctx_Bytes_FromStringAndSize ctx_Bytes_Size
        ctx_Unicode_AsUTF8AndSize ctx_Unicode_Check ctx_Unicode_EncodeFSDefault ctx_Unicode_FromEncodedObject
        ctx_Unicode_Substring
    }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Bytes_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract, here and in the rest of this file.
    c_int::from(unsafe { is_instance(ctx, handle.hand(), BYTES) })
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Unicode_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract.
    c_int::from(unsafe { is_instance(ctx, handle.hand(), TEXT) })
}

/// The C API would return memory to be filled; HPy refuses.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Bytes_FromStringAndSize(
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
    unsafe { passing::PyBytes_FromStringAndSize(bytes, size) }.hand()
}

/// Not every interpreter leaves out a size that nobody wants.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Unicode_AsUTF8AndSize(
    _ctx: *mut HPyContext,
    handle: HPy,
    size: *mut HPy_ssize_t,
) -> *const c_char {
    if size.is_null() {
        // SAFETY: the entry contract.
        return unsafe { as_utf8(handle) };
    }
    // SAFETY: the entry contract; the size is writable.
    unsafe { passing::PyUnicode_AsUTF8AndSize(handle.hand(), size) }
}

/// # Safety
///
/// The entry contract.
#[inline(never)]
unsafe fn as_utf8(handle: HPy) -> *const c_char {
    let mut unwanted: HPy_ssize_t = 0;
    // SAFETY: the caller's promise; the size is writable.
    unsafe { PyUnicode_AsUTF8AndSize(handle.hand(), &raw mut unwanted) }
}

/// `PyPy` takes anything that has a length for bytes.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Bytes_Size(ctx: *mut HPyContext, handle: HPy) -> HPy_ssize_t {
    // SAFETY: the entry contract.
    if unsafe { is_instance(ctx, handle.hand(), BYTES) } {
        // SAFETY: the entry contract.
        return unsafe { passing::PyBytes_Size(handle.hand()) };
    }
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_TypeError };
    // SAFETY: the entry contract.
    unsafe { raise(error, c"expected bytes") };
    -1
}

/// Interpreters disagree about objects that are no text.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Unicode_EncodeFSDefault(ctx: *mut HPyContext, handle: HPy) -> HPy {
    // SAFETY: the entry contract.
    if unsafe { is_instance(ctx, handle.hand(), TEXT) } {
        // SAFETY: the entry contract.
        return unsafe { PyUnicode_EncodeFSDefault(handle.hand()) }.hand();
    }
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_TypeError };
    // SAFETY: the entry contract.
    unsafe { raise(error, c"bad argument type for built-in operation") };
    HPy::NULL
}

/// `PyPy` and `GraalPy` 23 decode bytes only: other buffers are copied for them.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Unicode_FromEncodedObject(
    ctx: *mut HPyContext,
    object: HPy,
    encoding: *const c_char,
    errors: *const c_char,
) -> HPy {
    let object: *mut PyObject = object.hand();
    // SAFETY: the entry contract.
    let copy = unsafe { copied_buffer(ctx, object) };
    let bytes = copy.as_ref().map_or(object, Owned::object);
    // SAFETY: the entry contract.
    unsafe { PyUnicode_FromEncodedObject(bytes, encoding, errors) }.hand()
}

/// The content of a buffer that is not bytes, as bytes. `None`, without an exception, if there is no need or no buffer.
///
/// # Safety
///
/// The entry contract.
unsafe fn copied_buffer(ctx: *mut HPyContext, object: *mut PyObject) -> Option<Owned> {
    if runtime() == Runtime::CPython {
        return None;
    }
    // SAFETY: the caller's promise, here and below.
    if unsafe { is_instance(ctx, object, BYTES) } {
        return None;
    }
    // SAFETY: as above.
    if unsafe { is_instance(ctx, object, TEXT) } {
        return None;
    }
    // SAFETY: as above.
    let view = unsafe { PyMemoryView_FromObject(object) };
    // SAFETY: as above; a new reference or null.
    let view = unsafe { Owned::new(view) };
    // SAFETY: as above.
    let bytes = view.map(|view| unsafe { PyObject_Bytes(view.object()) });
    // SAFETY: as above; a new reference or null.
    let bytes = bytes.and_then(|bytes| unsafe { Owned::new(bytes) });
    if bytes.is_none() {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
    }
    bytes
}

/// `PyPy` counts negative indexes from the end.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Unicode_Substring(
    ctx: *mut HPyContext,
    text: HPy,
    start: HPy_ssize_t,
    end: HPy_ssize_t,
) -> HPy {
    if start >= 0 && end >= 0 {
        // SAFETY: the entry contract.
        return unsafe { PyUnicode_Substring(text.hand(), start, end) }.hand();
    }
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_IndexError };
    // SAFETY: the entry contract.
    unsafe { raise(error, c"string index out of range") };
    HPy::NULL
}
