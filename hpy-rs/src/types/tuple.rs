//! [`PyTuple`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::PyIndexError;
use crate::handle::{Args, Handle};
use crate::{Result, calls};

/// Python's `tuple`.
#[derive(Clone, Copy, Debug)]
pub struct PyTuple(());

impl PyTyped for PyTuple {}

impl PyTypeInfo for PyTuple {
    const NAME: &'static str = "tuple";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.tuple_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::sequence::is_tuple(object)
    }
}

impl PyTuple {
    /// A new `tuple` of the items given. A Rust tuple converts by [`IntoPy`].
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    pub fn new<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, PyTuple>>
    where
        I: IntoIterator<Item: IntoPy<'ctx>>,
    {
        let items = items.into_iter().map(|item| item.into_py(ctx).map(Handle::into_any));
        let items = items.collect::<Result<Vec<Handle<'ctx>>>>()?;
        Self::from_handles(ctx, &items)
    }

    /// A new `tuple` of objects in hand.
    pub(crate) fn from_handles<'ctx>(ctx: Context<'ctx>, items: &[Handle<'ctx>]) -> Result<Handle<'ctx, PyTuple>> {
        let raw: Vec<_> = items.iter().map(Handle::as_raw).collect();
        calls::sequence::new_tuple(ctx, &raw)
    }

    /// A new `tuple` of a call's arguments.
    pub(crate) fn from_args<'ctx>(arguments: Args<'_, 'ctx>) -> Result<Handle<'ctx, PyTuple>> {
        let raw: Vec<_> = arguments.iter().map(|argument| argument.as_raw()).collect();
        calls::sequence::new_tuple(arguments.ctx(), &raw)
    }
}

impl<'ctx> Handle<'ctx, PyTuple> {
    /// The item at `index`, counted from 0.
    ///
    /// # Errors
    /// `IndexError` if there is none.
    pub fn get(&self, index: usize) -> Result<Handle<'ctx>> {
        if index >= self.len()? {
            return Err(PyIndexError::new("tuple index out of range"));
        }
        calls::sequence::get_item_at(self, index.cast_signed())
    }

    /// The items in order.
    pub fn iter(&self) -> TupleIter<'_, 'ctx> {
        TupleIter { tuple: self, next: 0, length: self.len().unwrap_or(0) }
    }
}

/// Iterator over the items of a [`PyTuple`], made by `iter`.
#[derive(Debug)]
pub struct TupleIter<'a, 'ctx> {
    pub(super) tuple: &'a Handle<'ctx, PyTuple>,
    pub(super) next: usize,
    pub(super) length: usize,
}

impl<'ctx> Iterator for TupleIter<'_, 'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.length {
            return None;
        }
        let item = calls::sequence::get_item_at(self.tuple, self.next.cast_signed());
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.length - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for TupleIter<'_, '_> {}

impl<'a, 'ctx> IntoIterator for &'a Handle<'ctx, PyTuple> {
    type Item = Result<Handle<'ctx>>;
    type IntoIter = TupleIter<'a, 'ctx>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
