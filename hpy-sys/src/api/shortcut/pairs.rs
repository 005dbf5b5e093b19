//! The pairs of a dict, one after the other.

use std::ptr;

use super::item::duplicate;
use super::layout::{is_known, length_of};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{is_direct, object_of, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyDict_New, HPyErr_Clear};
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
