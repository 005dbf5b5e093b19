//! Lists and tuples made in place, of handles that are given away.

use super::layout::{is_known, length_of, put_into_list, put_into_tuple, tuples_are_known};
use crate::abi::{HPy, HPy_ssize_t, HPyListBuilder, PyObject};
use crate::api::address::{handle_of, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::{
    HPy_Close, HPyListBuilder_Build, HPyListBuilder_Cancel, HPyListBuilder_New, HPyListBuilder_Set, HPyTuple_FromArray,
};
use crate::capi;

/// As [`HPyListBuilder_New`]; where structs are known the builder is the list.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn list_builder_new(ctx: ContextRef, length: HPy_ssize_t) -> HPyListBuilder {
    if !is_known() {
        // SAFETY: the caller keeps the terms.
        return unsafe { HPyListBuilder_New(ctx, length) };
    }
    // SAFETY: as above.
    let list = unsafe { capi::PyList_New(length) };
    if list.is_null() {
        // SAFETY: as above. Whoever gets no builder raises that himself.
        unsafe { capi::PyErr_Clear() };
    }
    HPyListBuilder(list as isize)
}

/// As [`HPyListBuilder_Set`] for a place that nothing is in yet, but the handle is given away.
///
/// # Safety
///
/// The terms of that function; the builder is one of [`list_builder_new`], the place is empty, and the handle is the caller's
/// own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is done for each item")]
pub unsafe fn list_builder_give(ctx: ContextRef, builder: HPyListBuilder, index: HPy_ssize_t, item: HPy) {
    if is_known() {
        let (list, index) = (builder.0 as *mut PyObject, index.cast_unsigned());
        // Python code can have found the list, and made it shorter.
        // SAFETY: the caller's promise.
        if index < unsafe { length_of(list) } {
            // SAFETY: as above.
            unsafe { put_into_list(list, index, object_of(item)) };
            return;
        }
        // SAFETY: the caller's own handle, closed once.
        unsafe { HPy_Close(ctx, item) };
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { HPyListBuilder_Set(ctx, builder, index, item) };
    // SAFETY: the caller's own handle, closed once.
    unsafe { HPy_Close(ctx, item) };
}

/// As [`HPyListBuilder_Build`].
///
/// # Safety
///
/// The terms of that function; the builder is one of [`list_builder_new`], all places were filled.
#[inline]
pub unsafe fn list_builder_build(ctx: ContextRef, builder: HPyListBuilder) -> HPy {
    if is_known() {
        return handle_of(builder.0 as *mut PyObject);
    }
    // SAFETY: the caller's promise.
    unsafe { HPyListBuilder_Build(ctx, builder) }
}

/// As [`HPyListBuilder_Cancel`].
///
/// # Safety
///
/// The terms of that function; the builder is one of [`list_builder_new`].
pub unsafe fn list_builder_cancel(ctx: ContextRef, builder: HPyListBuilder) {
    if is_known() {
        // SAFETY: the builder's own reference.
        unsafe { capi::Py_DecRef(builder.0 as *mut PyObject) };
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { HPyListBuilder_Cancel(ctx, builder) };
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
