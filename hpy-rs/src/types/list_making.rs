//! How a [`PyList`] is made of what an iterator gives.

use hpy_sys::HPyListBuilder;
#[cfg(feature = "serde")]
use hpy_sys::api;

use super::PyList;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::{PyIndexError, PyMemoryError};
use crate::handle::Handle;
use crate::{Result, calls};

/// One item after the other.
pub(super) fn appended<'ctx, I>(ctx: Context<'ctx>, items: &mut I) -> Result<Handle<'ctx, PyList>>
where
    I: Iterator<Item: IntoPy<'ctx>>,
{
    let list = PyList::empty(ctx)?;
    for item in items {
        list.append(item)?;
    }
    Ok(list)
}

/// So many items. A length that lies is told from here: missing items are an error, further ones are left.
fn each<I: Iterator>(length: usize, items: &mut I, mut take: impl FnMut(usize, I::Item) -> Result<()>) -> Result<()> {
    for index in 0..length {
        let Some(item) = items.next() else {
            return Err(PyIndexError::new("an iterator was shorter than it said"));
        };
        take(index, item)?;
    }
    Ok(())
}

/// As [`appended`], where the list is given room for all at once, and takes over the references.
pub(super) fn given<'ctx, I>(ctx: Context<'ctx>, length: usize, items: &mut I) -> Result<Handle<'ctx, PyList>>
where
    I: Iterator<Item: IntoPy<'ctx>>,
{
    let list = calls::sequence::new_list_with_room(ctx, length)?;
    each(length, items, |_, item| calls::sequence::give_to_list(&list, item.into_py(ctx)?.into_any()))?;
    Ok(list)
}

/// An empty list that will have about so many items: with room for them, where that is known how.
#[cfg(feature = "serde")]
pub(crate) fn with_room(ctx: Context<'_>, room: usize) -> Result<Handle<'_, PyList>> {
    if api::lists_are_known() { calls::sequence::new_list_with_room(ctx, room) } else { PyList::empty(ctx) }
}

/// Appends an item, without a reference more where that is known how.
#[cfg(feature = "serde")]
#[inline]
pub(crate) fn give<'ctx>(list: &Handle<'ctx, PyList>, item: Handle<'ctx>) -> Result<()> {
    if api::lists_are_known() {
        calls::sequence::give_to_list(list, item)
    } else {
        calls::sequence::append(list, &item)
    }
}

/// As [`appended`], by a builder.
pub(super) fn built<'ctx, I>(ctx: Context<'ctx>, length: usize, items: &mut I) -> Result<Handle<'ctx, PyList>>
where
    I: Iterator<Item: IntoPy<'ctx>>,
{
    let list = Builder::new(ctx, length)?;
    each(length, items, |index, item| {
        item.lend(ctx, |item| {
            list.set(index, item);
            Ok(())
        })
    })?;
    list.build()
}

/// A list under construction: given up unless all its places were set.
pub(super) struct Builder<'ctx> {
    ctx: Context<'ctx>,
    raw: HPyListBuilder,
}

impl<'ctx> Builder<'ctx> {
    /// HPy tells of too little memory at the end only, and in debug mode not even then.
    pub(super) fn new(ctx: Context<'ctx>, length: usize) -> Result<Self> {
        let raw = calls::sequence::list_builder(ctx, length);
        if raw.is_null() { Err(PyMemoryError::new("")) } else { Ok(Builder { ctx, raw }) }
    }

    #[inline]
    fn set(&self, index: usize, item: &Handle<'ctx>) {
        calls::sequence::list_builder_set(self.ctx, self.raw, index, item);
    }

    fn build(self) -> Result<Handle<'ctx, PyList>> {
        let this = std::mem::ManuallyDrop::new(self);
        calls::sequence::list_builder_build(this.ctx, this.raw)
    }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        calls::sequence::list_builder_cancel(self.ctx, self.raw);
    }
}
