//! Iterators that own their list, tuple or dict: for a walk that keeps its place, such as a stack of containers.

use super::dict::Walk;
use super::{ListIter, PyDict, PyList, PyTuple, TupleIter};
use crate::Result;
use crate::handle::Handle;

/// Iterator over the items of a [`PyList`] that it owns, made by `into_iter`.
#[derive(Debug)]
pub struct ListIntoIter<'ctx> {
    list: Handle<'ctx, PyList>,
    next: usize,
    limit: usize,
}

impl<'ctx> Iterator for ListIntoIter<'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let mut iter = ListIter { list: &self.list, next: self.next, limit: self.limit };
        let item = iter.next();
        (self.next, self.limit) = (iter.next, iter.limit);
        item
    }
}

impl<'ctx> IntoIterator for Handle<'ctx, PyList> {
    type Item = Result<Handle<'ctx>>;
    type IntoIter = ListIntoIter<'ctx>;

    fn into_iter(self) -> ListIntoIter<'ctx> {
        ListIntoIter { list: self, next: 0, limit: 0 }
    }
}

/// Iterator over the items of a [`PyTuple`] that it owns, made by `into_iter`.
#[derive(Debug)]
pub struct TupleIntoIter<'ctx> {
    tuple: Handle<'ctx, PyTuple>,
    next: usize,
    length: usize,
}

impl<'ctx> Iterator for TupleIntoIter<'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let mut iter = TupleIter { tuple: &self.tuple, next: self.next, length: self.length };
        let item = iter.next();
        self.next = iter.next;
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        TupleIter { tuple: &self.tuple, next: self.next, length: self.length }.size_hint()
    }
}

impl ExactSizeIterator for TupleIntoIter<'_> {}

impl<'ctx> IntoIterator for Handle<'ctx, PyTuple> {
    type Item = Result<Handle<'ctx>>;
    type IntoIter = TupleIntoIter<'ctx>;

    fn into_iter(self) -> TupleIntoIter<'ctx> {
        let TupleIter { next, length, .. } = self.iter();
        TupleIntoIter { tuple: self, next, length }
    }
}

/// Iterator over the pairs of a [`PyDict`] that it owns, made by [`into_pairs`](Handle::into_pairs).
#[derive(Debug)]
pub struct DictIntoIter<'ctx> {
    dict: Handle<'ctx, PyDict>,
    walk: Walk<'ctx>,
}

impl<'ctx> Iterator for DictIntoIter<'ctx> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        self.walk.next_pair(&self.dict)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.walk.left()))
    }
}

impl<'ctx> Handle<'ctx, PyDict> {
    /// The pairs of key and value, in order, by an iterator that owns the dict.
    ///
    /// # Errors
    /// `MemoryError`; each item can be `RuntimeError` if the dict is changed meanwhile: if a key has
    /// gone that was still to come, on CPython also if the length has become another.
    pub fn into_pairs(self) -> Result<DictIntoIter<'ctx>> {
        Ok(DictIntoIter { walk: Walk::of(&self)?, dict: self })
    }
}
