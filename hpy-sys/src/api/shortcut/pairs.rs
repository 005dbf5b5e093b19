//! The pairs of a dict, one after the other.

use std::ptr;

use super::dict::is_direct_dict;
use super::item::duplicate;
use super::layout::{is_known, length_of};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::object_of;
use crate::api::context::ContextRef;
use crate::capi;

/// How many pairs a dict has that [`next_pair`] can walk through; `None` if it cannot.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn pairs_of(ctx: ContextRef, dict: HPy) -> Option<usize> {
    // SAFETY: the caller's promise.
    if !unsafe { is_direct_dict(ctx, dict) } {
        return None;
    }
    // SAFETY: a dict.
    Some(unsafe { count_pairs(object_of(dict)) })
}

/// # Safety
///
/// It is a dict.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of the way to each pair")]
unsafe fn count_pairs(dict: *mut PyObject) -> usize {
    if is_known() {
        // SAFETY: the caller's promise.
        return unsafe { length_of(dict) };
    }
    // SAFETY: loaded where there are short cuts; a dict.
    unsafe { capi::PyDict_Size(dict) }.cast_unsigned()
}

/// The next pair of a dict, as the words of owned handles, and `position` moved behind it; zeros at the end, or if there are not
/// `length` pairs any more. Words, so that they come in registers. If the dict has been changed in another way since the walk has begun, pairs may come twice or not at all.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); [`pairs_of`] has given a number for this dict.
#[cfg_attr(not(feature = "cpython"), inline(never))]
#[cfg_attr(feature = "cpython", inline)]
pub unsafe fn next_pair(_ctx: ContextRef, dict: HPy, position: &mut HPy_ssize_t, length: usize) -> (isize, isize) {
    let dict = object_of(dict);
    let (mut key, mut value): (*mut PyObject, *mut PyObject) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the caller's promise.
    let is_there = unsafe { count_pairs(dict) } == length
        // SAFETY: loaded where there are short cuts; a dict, and places to write to.
        && unsafe { capi::PyDict_Next(dict, position, &raw mut key, &raw mut value) } != 0;
    if !is_there {
        return (0, 0);
    }
    // SAFETY: the dict holds both, and nothing has run meanwhile.
    let key = unsafe { duplicate(key) };
    // SAFETY: as above.
    (key.0, unsafe { duplicate(value) }.0)
}
