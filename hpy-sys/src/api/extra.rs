//! What HPy has no function for and a build for CPython alone does not want to do without.

use super::context::ContextRef;
use super::functions::HPyListBuilder_Set;
use super::runtime::IS_FOR_CPYTHON;
use crate::abi::{HPy, HPy_ssize_t, HPyListBuilder};
use crate::cpython;

/// As [`HPyListBuilder_Set`] for a place that nothing is in yet, but the handle is given away.
///
/// # Safety
///
/// The terms of that function; the place is empty, and the handle is the caller's own.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is done for each item")]
pub unsafe fn list_builder_give(ctx: ContextRef, builder: HPyListBuilder, index: HPy_ssize_t, item: HPy) {
    if IS_FOR_CPYTHON {
        // SAFETY: the caller's promise.
        unsafe { cpython::give_to_builder(builder, index, item) };
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { HPyListBuilder_Set(ctx, builder, index, item) };
    // SAFETY: the caller's own handle, closed once.
    unsafe { super::HPy_Close(ctx, item) };
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
