//! [`PyList`].

use hpy_sys::api::{self, Runtime};

use super::list_making::{Builder, appended, built, given};
use super::{PyTuple, PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyIndexError, PyMemoryError};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
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

    fn type_hint() -> TypeHint {
        TypeHint::of("list", [TypeHint::any()])
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
        // Asked for once: a length that lies can be another one the next time.
        let length = items.len();
        if length > MOST_ITEMS {
            return Err(PyMemoryError::new(""));
        }
        if api::lists_are_known() {
            return given(ctx, length, &mut items);
        }
        // PyPy's builder costs four times an append. A builder of CPython's has empty places, which Python code that finds its list
        // (by `gc.get_objects`) dies of. On GraalPy nobody finds it.
        if api::runtime() == Runtime::GraalPy && I::Item::IS_PLAIN.is_so() {
            return built(ctx, length, &mut items);
        }
        if api::handles_are_noted() {
            // The list tells that there is too little memory before what is noted of its items ends the process.
            drop(Builder::new(ctx, length)?);
        }
        appended(ctx, &mut items)
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

    /// Puts an item in front of the one at `index`, or at the end if there is none.
    ///
    /// # Errors
    /// Those of the conversion; `MemoryError`, and what the `__len__` of a subclass raises.
    pub fn insert(&self, index: usize, item: impl IntoPy<'ctx>) -> Result<()> {
        // GraalPy refuses an index that no list of its has.
        self.call_method("insert", (index.min(self.len()?), item)).map(drop)
    }

    /// Sorts the items, by `<`.
    ///
    /// # Errors
    /// `TypeError` if two cannot be compared, and what comparing raises.
    pub fn sort(&self) -> Result<()> {
        self.call_method("sort", ()).map(drop)
    }

    /// Turns the order of the items round.
    ///
    /// # Errors
    /// What the `reverse` of a subclass raises.
    pub fn reverse(&self) -> Result<()> {
        self.call_method("reverse", ()).map(drop)
    }

    /// A new `tuple` of the items.
    ///
    /// # Errors
    /// `MemoryError`, and what the `__len__` of a subclass raises.
    pub fn to_tuple(&self) -> Result<Handle<'ctx, PyTuple>> {
        PyTuple::new(self.ctx(), self)
    }

    /// The items, as they are when the iteration comes to them; one that shrinks meanwhile ends early, as in Python. What the
    /// `__len__` of a subclass raises is the last item.
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

/// What `next` is once the length could not be had: the iteration has ended.
const ENDED: usize = usize::MAX;

/// Up to where the items of a list are known to be there, once `next` of them were read. By value, so that an iterator
/// stays in registers.
///
/// # Errors
/// What the `__len__` of a subclass raises.
#[cold]
#[inline(never)]
fn known_length(list: Borrowed<'_, '_, PyList>, next: usize) -> Result<usize> {
    if next == ENDED {
        return Ok(0);
    }
    let length = list.len()?;
    // Only GraalPy dies of an index out of range; elsewhere a list that has shrunk shows by an IndexError.
    Ok(if api::runtime() == Runtime::GraalPy { length.min(next + 1) } else { length })
}

impl<'ctx> ListIter<'_, 'ctx> {
    /// The next item as a value, if it can be [looked at where it is](FromPy::item_in_place).
    #[inline(always)]
    pub(crate) fn next_in_place<T: for<'b> FromPy<'b, 'ctx>>(&mut self) -> Option<T> {
        let value = T::item_in_place(self.list, self.next)?;
        self.next += 1;
        Some(value)
    }
}

impl<'ctx> Iterator for ListIter<'_, 'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.limit {
            match known_length(self.list.as_borrowed(), self.next) {
                Ok(limit) => self.limit = limit,
                Err(error) => {
                    self.next = ENDED;
                    return Some(Err(error));
                }
            }
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
