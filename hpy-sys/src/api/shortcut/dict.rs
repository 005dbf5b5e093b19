//! Dicts: their type, and what they have for a key.
//!
//! HPy gets and sets items by `PyObject_GetItem` and `PyObject_SetItem`, which look for the way to go first; a key that is not there
//! is an exception, or is looked up twice.

use std::ffi::c_int;

use super::item::duplicate;
use crate::abi::HPy;
use crate::api::address::{is_direct, object_of, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPy_SetItem, HPyDict_New, HPyErr_Clear};
use crate::capi;
use crate::learnt::Learnt;

/// The type of dicts; no object's where [`type_of`] does not tell it.
static DICT: Learnt<isize> = Learnt::new(0);

/// Learns it of a new one: what the context has for the builtins need not be a dict, since Python code can run with others.
///
/// # Safety
///
/// `ctx` is the context of the running call.
pub(super) unsafe fn learn(ctx: ContextRef) {
    // SAFETY: the caller's context, here and below.
    let dict = unsafe { HPyDict_New(ctx) };
    if dict.is_null() {
        // SAFETY: as above.
        unsafe { HPyErr_Clear(ctx) };
        return;
    }
    // SAFETY: a new handle.
    let own = unsafe { type_of(dict) };
    // SAFETY: who has a context holds the interpreter's lock.
    unsafe { DICT.set(own.0) };
    // SAFETY: as above, closed once.
    unsafe { HPy_Close(ctx, dict) };
}

/// The type `dict`, for which the context has no constant; null where [`type_of`] does not tell it.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load, where a call is to be saved")]
pub unsafe fn dict_type(_ctx: ContextRef) -> HPy {
    HPy(DICT.get())
}

/// Whether the object is exactly a dict whose address the handle is.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads, before each way that is shorter")]
pub(super) unsafe fn is_direct_dict(ctx: ContextRef, object: HPy) -> bool {
    // SAFETY: the caller's promise.
    let own = unsafe { type_of(object) };
    // SAFETY: the caller's context.
    is_direct() && own.0 == unsafe { dict_type(ctx) }.0
}

/// What a dict has for a key: null if nothing, or with an exception set. `None` if only HPy can tell.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn dict_item(ctx: ContextRef, dict: HPy, key: HPy) -> Option<HPy> {
    // SAFETY: the caller's promise.
    if !unsafe { is_direct_dict(ctx, dict) } {
        return None;
    }
    // SAFETY: loaded where there are short cuts; a dict.
    let value = unsafe { capi::PyDict_GetItemWithError(object_of(dict), object_of(key)) };
    if value.is_null() {
        return Some(HPy::NULL);
    }
    // SAFETY: the dict holds it, and nothing has run since it was found.
    Some(unsafe { duplicate(value) })
}

/// `object[key] = value`, as [`HPy_SetItem`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[cfg_attr(not(feature = "cpython"), inline(never))]
#[cfg_attr(feature = "cpython", inline)]
pub unsafe fn set_item(ctx: ContextRef, object: HPy, key: HPy, value: HPy) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { is_direct_dict(ctx, object) } {
        // SAFETY: loaded where there are short cuts; a dict.
        return unsafe { capi::PyDict_SetItem(object_of(object), object_of(key), object_of(value)) };
    }
    // SAFETY: the caller keeps the terms.
    unsafe { HPy_SetItem(ctx, object, key, value) }
}
