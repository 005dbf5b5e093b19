//! [`PyList`].

use hpy_sys::HPyListBuilder;
use hpy_sys::api::{self, Door, Runtime};

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::{PyIndexError, PyMemoryError};
use crate::handle::{Borrowed, Handle};
use crate::{Result, calls};

/// No list is longer: its memory is counted by an `isize`.
const MOST_ITEMS: usize = isize::MAX.cast_unsigned() / size_of::<usize>();

/// Python's `list`.
#[derive(Clone, Copy, Debug)]
pub struct PyList(());

impl PyTyped for PyList {}

impl PyTypeInfo for PyList {
    const NAME: &'static str = "list";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.list_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::sequence::is_list(object)
    }
}

impl PyList {
    /// A new empty `list`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn empty(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
        calls::sequence::new_list(ctx)
    }

    /// A new `list` of the items given.
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn squares(ctx: Context<'_>, count: u32) -> Result<Handle<'_, PyList>> {
    ///     PyList::new(ctx, (0..count).map(|n| u64::from(n) * u64::from(n)))
    /// }
    /// ```
    pub fn new<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, PyList>>
    where
        I: IntoIterator<IntoIter: ExactSizeIterator, Item: IntoPy<'ctx>>,
    {
        let mut items = items.into_iter();
        if items.len() > MOST_ITEMS {
            return Err(PyMemoryError::new(""));
        }
        // PyPy's builder costs four times an append. On CPython a list that is being built has empty places, which Python
        // code that finds it (by `gc.get_objects`) dies of; and the builder of hpy's debug mode writes to places that such code
        // has taken away.
        let is_unchecked = !api::is_direct() && api::runs_in(Runtime::CPython, Door::HPy);
        if api::runtime() == Runtime::PyPy || !I::Item::IS_PLAIN || is_unchecked {
            return appended(ctx, &mut items);
        }
        let mut list = Builder::new(ctx, items.len())?;
        for index in 0..list.length {
            // A length that lies is told from here: missing items are an error, further ones are left.
            let Some(item) = items.next() else {
                return Err(PyIndexError::new("an iterator was shorter than it said"));
            };
            if api::is_direct() {
                list.give(index, item.into_py(ctx)?.into_any());
                continue;
            }
            item.lend(ctx, |item| {
                list.set(index, item);
                Ok(())
            })?;
        }
        list.build()
    }

    /// A new `list` of the items of an iterator of unknown length.
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    pub fn from_iter<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, PyList>>
    where
        I: IntoIterator<Item: IntoPy<'ctx>>,
    {
        appended(ctx, &mut items.into_iter())
    }
}

fn appended<'ctx, I>(ctx: Context<'ctx>, items: &mut I) -> Result<Handle<'ctx, PyList>>
where
    I: Iterator<Item: IntoPy<'ctx>>,
{
    let list = PyList::empty(ctx)?;
    for item in items {
        list.append(item)?;
    }
    Ok(list)
}

/// A list under construction: given up unless all its places were set.
struct Builder<'ctx> {
    ctx: Context<'ctx>,
    raw: HPyListBuilder,
    length: usize,
}

impl<'ctx> Builder<'ctx> {
    /// HPy tells of too little memory at the end only, and in debug mode not even then.
    fn new(ctx: Context<'ctx>, length: usize) -> Result<Self> {
        let raw = calls::sequence::list_builder(ctx, length);
        if raw.is_null() { Err(PyMemoryError::new("")) } else { Ok(Builder { ctx, raw, length }) }
    }

    #[inline]
    fn set(&mut self, index: usize, item: &Handle<'ctx>) {
        calls::sequence::list_builder_set(self.ctx, self.raw, index, item);
    }

    /// As `set`, without a reference more.
    #[inline]
    fn give(&mut self, index: usize, item: Handle<'ctx>) {
        calls::sequence::list_builder_give(self.ctx, self.raw, index, item);
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

impl<'ctx> Handle<'ctx, PyList> {
    /// The item at `index`, counted from 0.
    ///
    /// # Errors
    /// `IndexError` if there is none.
    pub fn get(&self, index: usize) -> Result<Handle<'ctx>> {
        if index >= self.len()? {
            return Err(PyIndexError::new("list index out of range"));
        }
        calls::sequence::get_item_at(self, index.cast_signed())
    }

    /// Appends an item.
    ///
    /// # Errors
    /// Those of the conversion; `MemoryError`.
    #[inline]
    pub fn append(&self, item: impl IntoPy<'ctx>) -> Result<()> {
        item.lend(self.ctx(), |item| calls::sequence::append(self, item))
    }

    /// The items, as they are when the iteration comes to them; one that shrinks meanwhile ends early, as in Python.
    pub fn iter(&self) -> ListIter<'_, 'ctx> {
        ListIter { list: self, next: 0, limit: 0 }
    }
}

/// Iterator over the items of a [`PyList`], made by `iter`.
#[derive(Debug)]
pub struct ListIter<'a, 'ctx> {
    pub(super) list: &'a Handle<'ctx, PyList>,
    pub(super) next: usize,
    /// Up to here the items are known to be there: the length is asked for again at this index.
    pub(super) limit: usize,
}

/// Up to where the items of a list are known to be there, once `next` of them were read. By value, so that an iterator
/// stays in registers.
#[cold]
#[inline(never)]
fn known_length(list: Borrowed<'_, '_, PyList>, next: usize) -> usize {
    let length = list.len().unwrap_or(0);
    // Only GraalPy dies of an index out of range; elsewhere a list that has shrunk shows by an IndexError.
    if api::runtime() == Runtime::GraalPy { length.min(next + 1) } else { length }
}

impl<'ctx> Iterator for ListIter<'_, 'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.limit {
            self.limit = known_length(self.list.as_borrowed(), self.next);
            if self.next >= self.limit {
                return None;
            }
        }
        let item = calls::sequence::get_item_at(self.list, self.next.cast_signed());
        self.next += 1;
        match item {
            Ok(item) => Some(Ok(item)),
            Err(error) => still_failing(self.list.as_borrowed(), error).map(Err),
        }
    }
}

/// An `IndexError` means that the list has shrunk: the end. Other errors are handed on.
#[cold]
#[inline(never)]
fn still_failing(list: Borrowed<'_, '_, PyList>, error: crate::PyError) -> Option<crate::PyError> {
    (!error.matches::<PyIndexError>(list.ctx())).then_some(error)
}

impl<'a, 'ctx> IntoIterator for &'a Handle<'ctx, PyList> {
    type Item = Result<Handle<'ctx>>;
    type IntoIter = ListIter<'a, 'ctx>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
