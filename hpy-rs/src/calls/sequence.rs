//! Calls on lists, tuples and whatever counts its items.

use hpy_sys::{HPy, HPyListBuilder, api};

use super::{graalpy, handle, number, object, plain, status};
use crate::Result;
use crate::context::Context;
use crate::error::PyMemoryError;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyList, PySlice, PyTuple};

pub(crate) fn is_list(object: &Handle<'_>) -> bool {
    object::is_at_hand(object, &object.ctx().list_type()) || plain!(object.ctx(), HPyList_Check(object.as_raw())) != 0
}

/// Whether the object is exactly a tuple, where its type is at hand; else `false`.
#[inline(always)]
pub(crate) fn is_exactly_tuple(object: &Handle<'_>) -> bool {
    object::is_at_hand(object, &object.ctx().tuple_type())
}

pub(crate) fn is_tuple(object: &Handle<'_>) -> bool {
    object::is_at_hand(object, &object.ctx().tuple_type()) || plain!(object.ctx(), HPyTuple_Check(object.as_raw())) != 0
}

/// `list[index]` or `tuple[index]` for an index that was compared with the length before: GraalPy dies of any other.
#[inline(always)]
pub(crate) fn get_item_at<'ctx>(sequence: &Handle<'ctx>, index: isize) -> Result<Handle<'ctx>> {
    object::get_item_at(sequence, index)
}

/// `tuple[index]`, borrowed from the tuple, where items can be looked at in place.
#[inline(always)]
pub(crate) fn item_of_tuple<'a, 'ctx>(tuple: Borrowed<'a, 'ctx, PyTuple>, index: usize) -> Option<Borrowed<'a, 'ctx>> {
    let item = plain!(tuple.ctx(), item_of_tuple(tuple.as_raw(), index))?;
    // SAFETY: an object that the tuple has for as long as it lives.
    Some(unsafe { Borrowed::from_raw(tuple.ctx(), item) })
}

/// The value of `sequence[index]` if that is exactly an int, and a short one, where items can be looked at in place.
#[inline(always)]
pub(crate) fn int_at(sequence: &Handle<'_>, index: usize) -> Option<i64> {
    plain!(sequence.ctx(), int_at(sequence.as_raw(), index))
}

/// The value of `sequence[index]` if that is exactly a float, where items can be looked at in place.
#[inline(always)]
pub(crate) fn float_at(sequence: &Handle<'_>, index: usize) -> Option<f64> {
    plain!(sequence.ctx(), float_at(sequence.as_raw(), index))
}

pub(crate) fn set_item_at(sequence: &Handle<'_>, index: isize, value: &Handle<'_>) -> Result<()> {
    if graalpy::is_here(sequence.ctx()) {
        // HPy_SetItem_i writes past the list's idea of what its items are: what is read then is something else.
        let index = number::int_from_i64(sequence.ctx(), index as i64)?;
        return object::set_item(sequence, &index, value);
    }
    status!(sequence.ctx(), HPy_SetItem_i(sequence.as_raw(), index, value.as_raw()))
}

pub(crate) fn new_list(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
    handle!(ctx, HPyList_New(0))
}

pub(crate) fn append(list: &Handle<'_, PyList>, item: &Handle<'_>) -> Result<()> {
    status!(list.ctx(), HPyList_Append(list.as_raw(), item.as_raw()))
}

pub(crate) fn new_tuple<'ctx>(ctx: Context<'ctx>, items: &[HPy]) -> Result<Handle<'ctx, PyTuple>> {
    if items.len() > api::MOST_ON_STACK {
        return new_long_tuple(ctx, items);
    }
    handle!(ctx, HPyTuple_FromArray(items.as_ptr().cast_mut(), items.len().cast_signed()))
}

/// A tuple of a few handles, which are given away.
#[inline(always)]
pub(crate) fn tuple_of_given<const N: usize>(ctx: Context<'_>, items: [HPy; N]) -> Result<Handle<'_, PyTuple>> {
    handle!(ctx, tuple_of_given(&items))
}

/// By a builder: hpy's debug mode copies the items of the other way to the stack.
#[cold]
fn new_long_tuple<'ctx>(ctx: Context<'ctx>, items: &[HPy]) -> Result<Handle<'ctx, PyTuple>> {
    let builder = plain!(ctx, HPyTupleBuilder_New(items.len().cast_signed()));
    if builder.is_null() {
        return Err(PyMemoryError::new("")); // HPy tells of it at the end only, and in debug mode not even then.
    }
    for (index, item) in items.iter().enumerate() {
        plain!(ctx, HPyTupleBuilder_Set(builder, index.cast_signed(), *item));
    }
    handle!(ctx, HPyTupleBuilder_Build(builder))
}

/// A new list without items, with room for so many, where [lists are known](api::lists_are_known).
pub(crate) fn new_list_with_room(ctx: Context<'_>, room: usize) -> Result<Handle<'_, PyList>> {
    handle!(ctx, new_list_with_room(room.cast_signed()))
}

/// Appends an item to such a list, without a reference more.
#[inline(always)]
pub(crate) fn give_to_list(list: &Handle<'_, PyList>, item: Handle<'_>) -> Result<()> {
    status!(list.ctx(), give_to_list(list.as_raw(), item.into_raw()))
}

/// A list of known length under construction, on GraalPy: every place must be set before it is built.
pub(crate) fn list_builder(ctx: Context<'_>, length: usize) -> HPyListBuilder {
    plain!(ctx, HPyListBuilder_New(length.cast_signed()))
}

/// Fills a place of a builder. The index must be below its length, which nobody checks.
pub(crate) fn list_builder_set(ctx: Context<'_>, builder: HPyListBuilder, index: usize, item: &Handle<'_>) {
    plain!(ctx, HPyListBuilder_Set(builder, index.cast_signed(), item.as_raw()));
}

pub(crate) fn list_builder_build(ctx: Context<'_>, builder: HPyListBuilder) -> Result<Handle<'_, PyList>> {
    handle!(ctx, HPyListBuilder_Build(builder))
}

pub(crate) fn list_builder_cancel(ctx: Context<'_>, builder: HPyListBuilder) {
    plain!(ctx, HPyListBuilder_Cancel(builder));
}

/// Start, stop and step, as far as they fit; a part that is not there is as far as can be.
pub(crate) fn slice_parts(slice: &Handle<'_, PySlice>) -> Result<(isize, isize, isize)> {
    let (mut start, mut stop, mut step) = (0, 0, 0);
    status!(slice.ctx(), HPySlice_Unpack(slice.as_raw(), &raw mut start, &raw mut stop, &raw mut step))?;
    Ok((start, stop, step))
}
