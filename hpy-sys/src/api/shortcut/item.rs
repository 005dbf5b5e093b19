//! Items of lists and tuples by their index.
//!
//! hpy makes an `int` of the index, which costs five times what a look into the list does. On CPython, where calls go past
//! hpy, so do these.

use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{handle_of_hpy, object_of_hpy, past_hpy, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Dup, HPy_GetItem_i, h_ListType, h_TupleType};
use crate::api::trampoline::items_of;
use crate::capi;

/// `sequence[index]`, as [`HPy_GetItem_i`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the index is not negative.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a choice between two calls")]
pub unsafe fn item_at(ctx: ContextRef, sequence: HPy, index: HPy_ssize_t) -> HPy {
    if past_hpy().is_some() {
        // SAFETY: the caller keeps the terms.
        return unsafe { direct_item_at(ctx, sequence, index) };
    }
    // SAFETY: as above.
    unsafe { HPy_GetItem_i(ctx, sequence, index) }
}

/// # Safety
///
/// As for [`item_at`], where calls go past hpy.
#[inline(never)]
unsafe fn direct_item_at(ctx: ContextRef, sequence: HPy, index: HPy_ssize_t) -> HPy {
    // SAFETY: an open handle.
    let kind = unsafe { type_of(sequence) };
    // SAFETY: the context of this call.
    if kind.0 == unsafe { h_ListType(ctx) }.0
        && let Some(get) = capi::PyList_GetItem()
    {
        // SAFETY: it was just seen to be a list.
        let item = unsafe { get(object_of_hpy(sequence), index) };
        // SAFETY: borrowed from the list, or null with an exception set.
        return unsafe { duplicate(ctx, item) };
    }
    // SAFETY: the context of this call.
    if kind.0 == unsafe { h_TupleType(ctx) }.0 {
        // SAFETY: it was just seen to be a tuple.
        let (items, count) = unsafe { items_of(object_of_hpy(sequence)) };
        if index < count {
            // SAFETY: the index was compared with the length.
            let item = unsafe { items.offset(index) };
            // SAFETY: as above.
            let item = unsafe { *item.cast::<*mut PyObject>() };
            // SAFETY: borrowed from the tuple; null in one that is not finished.
            return unsafe { duplicate(ctx, item) };
        }
    }
    // SAFETY: the caller keeps the terms.
    unsafe { HPy_GetItem_i(ctx, sequence, index) }
}

/// A new handle of an object; null of null.
///
/// # Safety
///
/// `item` is null or a live object.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading an item")]
unsafe fn duplicate(ctx: ContextRef, item: *mut PyObject) -> HPy {
    if item.is_null() {
        return HPy::NULL;
    }
    // SAFETY: the caller's promise.
    unsafe { HPy_Dup(ctx, handle_of_hpy(item)) }
}
