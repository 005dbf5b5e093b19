//! Any object: truth, length, attributes, comparison, representation.

use std::ffi::{c_char, c_int};

use crate::abi::{HPy, HPy_hash_t, HPy_ssize_t, HPyContext, PyObject};
use crate::call_out::CallOut;
use crate::capi::{
    PyErr_Clear, PyObject_Bytes, PyObject_DelAttr, PyObject_DelAttrString, PyObject_GetAttrString, PyObject_HasAttr,
    PyObject_HasAttrString, PyObject_HasAttrStringWithError, PyObject_HasAttrWithError, PyObject_SetAttr,
    PyObject_SetAttrString, PyUnicode_FromString,
};
use crate::cpython::call::call;
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{BYTES, is_instance, on_graalpy, type_of};
use crate::cpython::refcount::Owned;

entries! {
    forward {
        ctx_ASCII(obj: HPy) -> HPy = PyObject_ASCII;
            ctx_Callable_Check(h: HPy) -> c_int = PyCallable_Check;
        ctx_Contains(container: HPy, key: HPy) -> c_int = PySequence_Contains;
        ctx_GetAttr(obj: HPy, name: HPy) -> HPy = PyObject_GetAttr;
        ctx_GetAttr_s(obj: HPy, utf8_name: *const c_char) -> HPy = PyObject_GetAttrString;
        ctx_Hash(obj: HPy) -> HPy_hash_t = PyObject_Hash;
        ctx_IsTrue(h: HPy) -> c_int = PyObject_IsTrue;
        ctx_Length(h: HPy) -> HPy_ssize_t = PyObject_Size;
        ctx_Repr(obj: HPy) -> HPy = PyObject_Repr;
        ctx_RichCompare(v: HPy, w: HPy, op: c_int) -> HPy = PyObject_RichCompare;
        ctx_RichCompareBool(v: HPy, w: HPy, op: c_int) -> c_int = PyObject_RichCompareBool;
        ctx_Str(obj: HPy) -> HPy = PyObject_Str;
    }
    own { ctx_Bytes ctx_HasAttr ctx_HasAttr_s ctx_SetAttr ctx_SetAttr_s }
}

/// 1 or 0 from a function that may fail: HPy has attributes that raise count as missing.
///
/// From 3.13 on the older functions report such an exception to `sys.unraisablehook`, so the newer ones are asked
/// there.
unsafe fn without_error(answer: c_int) -> c_int {
    if answer < 0 {
        // SAFETY: the entry contract.
        unsafe { PyErr_Clear() };
        return 0;
    }
    answer
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_HasAttr(_ctx: *mut HPyContext, object: HPy, name: HPy) -> c_int {
    if let Some(has) = PyObject_HasAttrWithError() {
        // SAFETY: the entry contract, here and in the rest of this file.
        let answer = unsafe { has.call_out((object.hand(), name.hand())) };
        // SAFETY: the entry contract.
        return unsafe { without_error(answer) };
    }
    // SAFETY: the entry contract.
    unsafe { PyObject_HasAttr(object.hand(), name.hand()) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_HasAttr_s(_ctx: *mut HPyContext, object: HPy, name: *const c_char) -> c_int {
    if let Some(has) = PyObject_HasAttrStringWithError() {
        // SAFETY: the entry contract.
        let answer = unsafe { has.call_out((object.hand(), name)) };
        // SAFETY: the entry contract.
        return unsafe { without_error(answer) };
    }
    // SAFETY: the entry contract.
    unsafe { PyObject_HasAttrString(object.hand(), name) }
}

/// `GraalPy` 23 and 24 return a `bytearray` as it is.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Bytes(ctx: *mut HPyContext, object: HPy) -> HPy {
    // SAFETY: the entry contract.
    let bytes = unsafe { PyObject_Bytes(object.hand()) };
    // SAFETY: the entry contract; a new reference or null.
    let Some(bytes) = (unsafe { Owned::new(bytes) }) else {
        return HPy::NULL;
    };
    // SAFETY: the entry contract.
    if unsafe { is_instance(ctx, bytes.object(), BYTES) } {
        return bytes.into_object().hand();
    }
    // SAFETY: the context of this call.
    let constructor = unsafe { (*ctx).h_BytesType };
    // SAFETY: the entry contract.
    unsafe { call(constructor.hand(), &[bytes.object()]) }.map_or(HPy::NULL, |bytes| bytes.into_object().hand())
}

/// Deletes where setting null would not say that there is nothing to delete: as `del` does, by the type's function.
///
/// # Safety
///
/// The entry contract.
unsafe fn delete_by_type(object: *mut PyObject, name: *mut PyObject) -> c_int {
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { type_of(object) };
    // SAFETY: as above.
    let function = unsafe { PyObject_GetAttrString(type_, c"__delattr__".as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let Some(function) = (unsafe { Owned::new(function) }) else {
        return -1;
    };
    // SAFETY: as above.
    if unsafe { call(function.object(), &[object, name]) }.is_some() { 0 } else { -1 }
}

/// A null value deletes. Where that has a function of its own, setting may not take null.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_SetAttr(_ctx: *mut HPyContext, object: HPy, name: HPy, value: HPy) -> c_int {
    if value.is_null() && on_graalpy() {
        // SAFETY: the entry contract.
        return unsafe { delete_by_type(object.hand(), name.hand()) };
    }
    if value.is_null()
        && let Some(delete) = PyObject_DelAttr()
    {
        // SAFETY: the entry contract.
        return unsafe { delete.call_out((object.hand(), name.hand())) };
    }
    // SAFETY: the entry contract.
    unsafe { PyObject_SetAttr(object.hand(), name.hand(), value.hand()) }
}

/// A null value deletes, as in [`ctx_SetAttr`].
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_SetAttr_s(
    ctx: *mut HPyContext,
    object: HPy,
    name: *const c_char,
    value: HPy,
) -> c_int {
    if value.is_null() && on_graalpy() {
        // SAFETY: the entry contract.
        let name = unsafe { PyUnicode_FromString(name) };
        // SAFETY: the entry contract; a new reference or null.
        return match unsafe { Owned::new(name) } {
            // SAFETY: the entry contract.
            Some(name) => unsafe { ctx_SetAttr(ctx, object, name.object().hand(), value) },
            None => -1,
        };
    }
    if value.is_null()
        && let Some(delete) = PyObject_DelAttrString()
    {
        // SAFETY: the entry contract.
        return unsafe { delete.call_out((object.hand(), name)) };
    }
    // SAFETY: the entry contract.
    unsafe { PyObject_SetAttrString(object.hand(), name, value.hand()) }
}
