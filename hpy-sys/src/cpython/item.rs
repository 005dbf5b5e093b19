//! Items: `object[key]` with a key that is an object, an index or a C string.

use std::ffi::{c_char, c_int};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::capi::inline::{list_item, tuple_item};
use crate::capi::{
    PyLong_FromSsize_t, PyObject_DelItem, PyObject_GetItem, PyObject_SetItem, PySequence_SetItem, PyUnicode_FromString,
    passing,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{is_index, type_of};
use crate::cpython::raise::raise;
use crate::cpython::refcount::{Owned, retain};

entries! {
    forward {
        ctx_DelItem(obj: HPy, key: HPy) -> c_int = PyObject_DelItem;
        ctx_GetItem(obj: HPy, key: HPy) -> HPy = PyObject_GetItem;
    }
    own {
        ctx_GetItem_i ctx_GetItem_s
        ctx_SetItem ctx_SetItem_i ctx_SetItem_s
        ctx_DelItem_i ctx_DelItem_s
    }
}

/// # Safety
///
/// The entry contract.
unsafe fn index_key(index: HPy_ssize_t) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let key = unsafe { PyLong_FromSsize_t(index) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(key) }
}

/// # Safety
///
/// The entry contract; `text` is a C string.
unsafe fn text_key(text: *const c_char) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let key = unsafe { PyUnicode_FromString(text) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(key) }
}

/// # Safety
///
/// The entry contract.
unsafe fn get(object: HPy, key: Option<Owned>) -> HPy {
    match key {
        // SAFETY: the caller's promise.
        Some(key) => unsafe { PyObject_GetItem(object.hand(), key.object()) }.hand(),
        None => HPy::NULL,
    }
}

/// # Safety
///
/// The entry contract.
unsafe fn delete(object: HPy, key: Option<Owned>) -> c_int {
    match key {
        // SAFETY: the caller's promise.
        Some(key) => unsafe { PyObject_DelItem(object.hand(), key.object()) },
        None => -1,
    }
}

/// # Safety
///
/// The entry contract; `value` is not null.
unsafe fn set(object: HPy, key: Option<Owned>, value: HPy) -> c_int {
    match key {
        // SAFETY: the caller's promise.
        Some(key) => unsafe { PyObject_SetItem(object.hand(), key.object(), value.hand()) },
        None => -1,
    }
}

/// A value that is missing is an error on every interpreter; `PyPy` itself would end the process.
///
/// # Safety
///
/// The entry contract.
unsafe fn refused(ctx: *mut HPyContext, value: HPy) -> bool {
    if value.is_null() {
        // SAFETY: the context of this call.
        let error = unsafe { (*ctx).h_SystemError };
        // SAFETY: the caller's promise.
        unsafe { raise(error, c"null argument to internal routine") };
    }
    value.is_null()
}

/// Whether an object is exactly a list: then `[index]` needs no key object.
///
/// # Safety
///
/// The entry contract.
#[inline(always)]
unsafe fn is_exactly_list(ctx: *mut HPyContext, object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let type_: HPy = unsafe { type_of(object) }.hand();
    // SAFETY: the context of this call.
    type_.0 == unsafe { (*ctx).h_ListType }.0
}

/// As [`is_exactly_list`], of a tuple.
///
/// # Safety
///
/// The entry contract.
#[inline(always)]
unsafe fn is_exactly_tuple(ctx: *mut HPyContext, object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let type_: HPy = unsafe { type_of(object) }.hand();
    // SAFETY: the context of this call.
    type_.0 == unsafe { (*ctx).h_TupleType }.0
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_GetItem_i(ctx: *mut HPyContext, object: HPy, index: HPy_ssize_t) -> HPy {
    let container: *mut PyObject = object.hand();
    // SAFETY: the entry contract, here and in the rest of this file.
    let item = if unsafe { is_exactly_list(ctx, container) } {
        // SAFETY: the entry contract; a list.
        unsafe { list_item(container, index) }
    // SAFETY: the entry contract.
    } else if unsafe { is_exactly_tuple(ctx, container) } {
        // SAFETY: the entry contract; a tuple.
        unsafe { tuple_item(container, index) }
    } else {
        // SAFETY: the entry contract.
        return unsafe { item_by_key(object, index) };
    };
    if let Some(item) = item {
        // SAFETY: an item of a live container.
        unsafe { retain(item) };
        return item.hand();
    }
    if !is_index(index) {
        // SAFETY: the entry contract.
        return unsafe { item_by_key(object, index) };
    }
    // SAFETY: the entry contract.
    unsafe { passing::PySequence_GetItem(container, index) }.hand()
}

/// # Safety
///
/// The entry contract.
unsafe fn item_by_key(object: HPy, index: HPy_ssize_t) -> HPy {
    // SAFETY: the caller's promise.
    let key = unsafe { index_key(index) };
    // SAFETY: as above.
    unsafe { get(object, key) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_GetItem_s(_ctx: *mut HPyContext, object: HPy, text: *const c_char) -> HPy {
    // SAFETY: the entry contract.
    let key = unsafe { text_key(text) };
    // SAFETY: the entry contract.
    unsafe { get(object, key) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_SetItem(ctx: *mut HPyContext, object: HPy, key: HPy, value: HPy) -> c_int {
    // SAFETY: the entry contract.
    if unsafe { refused(ctx, value) } {
        return -1;
    }
    // SAFETY: the entry contract.
    unsafe { passing::PyObject_SetItem(object.hand(), key.hand(), value.hand()) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_SetItem_i(
    ctx: *mut HPyContext,
    object: HPy,
    index: HPy_ssize_t,
    value: HPy,
) -> c_int {
    // SAFETY: the entry contract.
    if unsafe { refused(ctx, value) } {
        return -1;
    }
    // SAFETY: the entry contract.
    if is_index(index) && unsafe { is_exactly_list(ctx, object.hand()) } {
        // SAFETY: the entry contract.
        return unsafe { PySequence_SetItem(object.hand(), index, value.hand()) };
    }
    // SAFETY: the entry contract.
    let key = unsafe { index_key(index) };
    // SAFETY: the entry contract.
    unsafe { set(object, key, value) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_SetItem_s(
    ctx: *mut HPyContext,
    object: HPy,
    text: *const c_char,
    value: HPy,
) -> c_int {
    // SAFETY: the entry contract.
    if unsafe { refused(ctx, value) } {
        return -1;
    }
    // SAFETY: the entry contract.
    let key = unsafe { text_key(text) };
    // SAFETY: the entry contract.
    unsafe { set(object, key, value) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_DelItem_i(_ctx: *mut HPyContext, object: HPy, index: HPy_ssize_t) -> c_int {
    // SAFETY: the entry contract.
    let key = unsafe { index_key(index) };
    // SAFETY: the entry contract.
    unsafe { delete(object, key) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_DelItem_s(_ctx: *mut HPyContext, object: HPy, text: *const c_char) -> c_int {
    // SAFETY: the entry contract.
    let key = unsafe { text_key(text) };
    // SAFETY: the entry contract.
    unsafe { delete(object, key) }
}
