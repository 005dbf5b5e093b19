//! What HPy has no function for and our own door on CPython does not want to do without.

use super::address::is_direct;
use super::context::ContextRef;
use super::functions::HPyListBuilder_Set;
use super::runtime::{Door, IS_FOR_CPYTHON, Runtime, runs_in};
use crate::abi::{HPy, HPy_ssize_t, HPyListBuilder};
use crate::cpython;

/// Whether giving an item to a list that is built is better than lending it.
#[inline]
pub fn list_builder_takes() -> bool {
    is_direct() && runs_in(Runtime::CPython, Door::Own)
}

/// As [`HPyListBuilder_Set`] for a place that nothing is in yet, but the handle is given away.
///
/// # Safety
///
/// The terms of that function; the place is empty, and the handle is the caller's own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is done for each item")]
pub unsafe fn list_builder_give(ctx: ContextRef, builder: HPyListBuilder, index: HPy_ssize_t, item: HPy) {
    if list_builder_takes() {
        // SAFETY: the caller's promise; a handle is the address of its object there.
        unsafe { cpython::give_to_builder(builder, index, item) };
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { HPyListBuilder_Set(ctx, builder, index, item) };
    // SAFETY: the caller's own handle, closed once.
    unsafe { super::HPy_Close(ctx, item) };
}

/// The one object that Python keeps for all names of this text, in a build for CPython alone; else the handle as it is. Names in
/// Python's code are such objects, and two of them are told apart by their addresses.
///
/// # Safety
///
/// `ctx` is the context of the running call; `text` is a `str` and the caller's own, given up for what is returned.
pub unsafe fn interned(ctx: ContextRef, text: HPy) -> HPy {
    let _ = ctx;
    if !IS_FOR_CPYTHON {
        return text;
    }
    // SAFETY: the caller's promise.
    unsafe { cpython::interned(text) }
}

/// As [`HPyTuple_FromArray`](super::HPyTuple_FromArray), but the handles are given away, also if there is no tuple.
///
/// # Safety
///
/// `ctx` is the context of the running call; the handles are open and the caller's own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the number of items is known where it is called")]
pub unsafe fn tuple_of_given(ctx: ContextRef, items: &[HPy]) -> HPy {
    if IS_FOR_CPYTHON {
        // SAFETY: the caller's promise.
        return unsafe { cpython::tuple_of_given(items) };
    }
    // SAFETY: the caller's promise.
    let tuple = unsafe { super::HPyTuple_FromArray(ctx, items.as_ptr().cast_mut(), items.len().cast_signed()) };
    for item in items {
        // SAFETY: the caller's own handle, closed once.
        unsafe { super::HPy_Close(ctx, *item) };
    }
    tuple
}
