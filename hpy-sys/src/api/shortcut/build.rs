//! Lists and tuples made in place, of handles that are given away.

use std::ffi::c_int;

use super::layout::{is_known, is_room_in, put_into_tuple, put_last, set_length, tuples_are_known};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{handle_of, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyList_Append, HPyTuple_FromArray};
use crate::capi;

/// Whether lists are made in place, by [`new_list_with_room`] and [`give_to_list`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load")]
pub fn lists_are_known() -> bool {
    is_known()
}

/// A new list without items that has room for so many, or null with an exception set.
///
/// Python code can find it (`gc.get_objects`) while it is built, so that it never has a place that nothing is in.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); [lists are known](lists_are_known).
#[inline]
pub unsafe fn new_list_with_room(_ctx: ContextRef, room: HPy_ssize_t) -> HPy {
    // SAFETY: the caller keeps the terms.
    let list = unsafe { capi::PyList_New(room) };
    if !list.is_null() {
        // SAFETY: a new list whose places are all empty.
        unsafe { set_length(list, 0) };
    }
    handle_of(list)
}

/// Appends an item to a list; -1 with an exception set. The handle is given away.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); [lists are known](lists_are_known), and this is one. The item is the
/// caller's own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is done for each item")]
pub unsafe fn give_to_list(ctx: ContextRef, list: HPy, item: HPy) -> c_int {
    let object: *mut PyObject = object_of(list);
    // SAFETY: the caller's promise.
    if unsafe { is_room_in(object) } {
        // SAFETY: as above.
        unsafe { put_last(object, object_of(item)) };
        return 0;
    }
    // SAFETY: as above.
    unsafe { append(ctx, list, item) }
}

/// Where Python code has found the list, and changed it.
///
/// # Safety
///
/// As for [`give_to_list`].
#[cold]
#[inline(never)]
unsafe fn append(ctx: ContextRef, list: HPy, item: HPy) -> c_int {
    // SAFETY: the caller's promise.
    let status = unsafe { HPyList_Append(ctx, list, item) };
    // SAFETY: the caller's own handle, closed once.
    unsafe { HPy_Close(ctx, item) };
    status
}

/// As [`HPyTuple_FromArray`], but the handles are given away, also if there is no tuple.
///
/// # Safety
///
/// `ctx` is the context of the running call; the handles are open and the caller's own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the number of items is known where it is called")]
pub unsafe fn tuple_of_given(ctx: ContextRef, items: &[HPy]) -> HPy {
    let is_in_place = tuples_are_known();
    let tuple = if is_in_place {
        // SAFETY: the caller keeps the terms.
        handle_of(unsafe { capi::PyTuple_New(items.len().cast_signed()) })
    } else {
        // SAFETY: the caller's promise.
        unsafe { HPyTuple_FromArray(ctx, items.as_ptr().cast_mut(), items.len().cast_signed()) }
    };
    for (index, item) in items.iter().enumerate() {
        if is_in_place && !tuple.is_null() {
            // SAFETY: a tuple of that length that nobody else has and nothing is in.
            unsafe { put_into_tuple(object_of(tuple), index, object_of(*item)) };
        } else {
            // SAFETY: the caller's own handle, closed once.
            unsafe { HPy_Close(ctx, *item) };
        }
    }
    tuple
}
