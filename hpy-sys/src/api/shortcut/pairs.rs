//! The pairs of a dict, one after the other.

use std::ptr;

use super::item::duplicate;
use super::layout::{is_known, length_of};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{is_direct, object_of, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::h_Builtins;
use crate::capi;

/// The type `dict`, for which the context has no constant: that of the builtins' dict, where [`type_of`] tells it.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads, where a call is to be saved")]
pub unsafe fn dict_type(ctx: ContextRef) -> HPy {
    // SAFETY: the caller's context.
    let builtins = unsafe { h_Builtins(ctx) };
    // SAFETY: a constant of the context.
    unsafe { type_of(builtins) }
}

/// How many pairs a dict has that [`next_pair`] can walk through; `None` if it cannot.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn pairs_of(ctx: ContextRef, dict: HPy) -> Option<usize> {
    // SAFETY: the caller's promise.
    let own = unsafe { type_of(dict) };
    // SAFETY: the caller's context.
    if !is_direct() || own.0 != unsafe { dict_type(ctx) }.0 {
        return None;
    }
    // SAFETY: a dict.
    Some(unsafe { count_pairs(dict) })
}

/// # Safety
///
/// It is a dict, and handles lead to objects.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of the way to each pair")]
unsafe fn count_pairs(dict: HPy) -> usize {
    if is_known() {
        // SAFETY: the caller's promise.
        return unsafe { length_of(object_of(dict)) };
    }
    // SAFETY: loaded where there are short cuts; a dict.
    unsafe { capi::PyDict_Size(object_of(dict)) }.cast_unsigned()
}

/// The next pair of a dict, as owned handles, and `position` moved behind it; nulls at the end, or if there are not `length`
/// pairs any more. If the dict has been changed in another way since the walk has begun, pairs may come twice or not at all.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); [`pairs_of`] has given a number for this dict.
#[inline(never)]
pub unsafe fn next_pair(_ctx: ContextRef, dict: HPy, position: &mut HPy_ssize_t, length: usize) -> (HPy, HPy) {
    let (mut key, mut value): (*mut PyObject, *mut PyObject) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the caller's promise.
    let is_there = unsafe { count_pairs(dict) } == length
        // SAFETY: loaded where there are short cuts; a dict, and places to write to.
        && unsafe { capi::PyDict_Next(object_of(dict), position, &raw mut key, &raw mut value) } != 0;
    if !is_there {
        return (HPy::NULL, HPy::NULL);
    }
    // SAFETY: the dict holds both, and nothing has run meanwhile.
    let key = unsafe { duplicate(key) };
    // SAFETY: as above.
    (key, unsafe { duplicate(value) })
}
