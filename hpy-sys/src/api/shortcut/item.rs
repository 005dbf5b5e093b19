//! Items of lists and tuples by their index.
//!
//! hpy makes an `int` of the index, which costs five times what a look into the list does.

use super::layout::{container_item, is_known_tuple, tuple_item};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{handle_of_live, is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::HPy_GetItem_i;
use crate::{capi, cpython};

/// `sequence[index]`, as [`HPy_GetItem_i`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the index is not negative.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a choice between two calls")]
pub unsafe fn item_at(ctx: ContextRef, sequence: HPy, index: HPy_ssize_t) -> HPy {
    // In a build for one CPython that function does the same.
    if capi::KNOWN.is_none() && is_direct() {
        // SAFETY: the caller keeps the terms.
        return unsafe { direct_item_at(ctx, sequence, index) };
    }
    // SAFETY: as above.
    unsafe { HPy_GetItem_i(ctx, sequence, index) }
}

/// The item of a tuple at an index, borrowed from that: nobody changes a tuple. `None` if there is none, of a subclass, and where
/// there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub unsafe fn item_of_tuple(_ctx: ContextRef, tuple: HPy, index: usize) -> Option<HPy> {
    let container = object_of(tuple);
    // SAFETY: a live object, where handles lead to objects.
    if !is_direct() || !unsafe { is_known_tuple(container) } {
        return None;
    }
    // SAFETY: it was just seen to be a tuple.
    let item = unsafe { tuple_item(container, index) };
    item.filter(|item| !item.is_null()).map(handle_of_live)
}

/// # Safety
///
/// As for [`item_at`], where a handle leads to its object.
#[inline(never)]
unsafe fn direct_item_at(ctx: ContextRef, sequence: HPy, index: HPy_ssize_t) -> HPy {
    // SAFETY: a live object.
    match unsafe { container_item(object_of(sequence), index.cast_unsigned()) } {
        // SAFETY: borrowed from a live container.
        Some(item) => unsafe { duplicate(item) },
        // SAFETY: the caller keeps the terms. Places are empty in what is not finished.
        None => unsafe { item_by_hpy(ctx, sequence, index) },
    }
}

/// # Safety
///
/// As for [`item_at`].
#[cold]
#[inline(never)]
unsafe fn item_by_hpy(ctx: ContextRef, sequence: HPy, index: HPy_ssize_t) -> HPy {
    // SAFETY: the caller keeps the terms.
    unsafe { HPy_GetItem_i(ctx, sequence, index) }
}

/// A new handle of an object, where a handle leads to it.
///
/// # Safety
///
/// `object` is live.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading an item")]
pub(super) unsafe fn duplicate(object: *mut PyObject) -> HPy {
    // SAFETY: the caller's promise.
    unsafe { cpython::retain(object) };
    handle_of_live(object)
}
