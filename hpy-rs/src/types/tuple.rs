//! [`PyTuple`].

use super::{PyList, PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy, gathered};
use crate::error::{PyIndexError, PyRuntimeError};
use crate::handle::{Args, Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::{PyError, Result, calls};

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

    fn type_hint() -> TypeHint {
        TypeHint::named("tuple[typing.Any, ...]")
    }
}

impl PyTuple {
    /// The empty `tuple`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn empty(ctx: Context<'_>) -> Result<Handle<'_, PyTuple>> {
        calls::sequence::new_tuple(ctx, &[])
    }

    /// A new `tuple` of the items given. A Rust tuple converts by [`IntoPy`].
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    pub fn new<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, PyTuple>>
    where
        I: IntoIterator<Item: IntoPy<'ctx>>,
    {
        let items = items.into_iter().map(|item| item.into_py(ctx).map(Handle::into_any));
        Self::from_handles(ctx, &gathered(0, items)?)
    }

    /// A new `tuple` of objects in hand.
    pub(crate) fn from_handles<'ctx>(ctx: Context<'ctx>, items: &[Handle<'ctx>]) -> Result<Handle<'ctx, PyTuple>> {
        let raw = gathered(items.len(), items.iter().map(|item| Ok(item.as_raw())))?;
        calls::sequence::new_tuple(ctx, &raw)
    }

    /// A new `tuple` of a call's arguments.
    pub(crate) fn from_args<'ctx>(arguments: Args<'_, 'ctx>) -> Result<Handle<'ctx, PyTuple>> {
        let raw = gathered(arguments.len(), arguments.iter().map(|argument| Ok(argument.as_raw())))?;
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

    /// A new `list` of the items.
    ///
    /// # Errors
    /// `MemoryError`, and what the `__len__` of a subclass raises.
    pub fn to_list(&self) -> Result<Handle<'ctx, PyList>> {
        PyList::from_iter(self.ctx(), self)
    }

    /// The items in order. What the `__len__` of a subclass raises stands for all of them, as does an `IndexError` if it says that there
    /// are thousands more than there are.
    pub fn iter(&self) -> TupleIter<'_, 'ctx> {
        match believed_length(self.as_borrowed()) {
            Ok(length) => TupleIter { tuple: self, next: 0, length },
            Err(_) => TupleIter { tuple: self, next: FAILED, length: 0 },
        }
    }
}

/// Iterator over the items of a [`PyTuple`], made by `iter`.
#[derive(Debug)]
pub struct TupleIter<'a, 'ctx> {
    pub(super) tuple: &'a Handle<'ctx, PyTuple>,
    pub(super) next: usize,
    pub(super) length: usize,
}

/// What `next` is if the length could not be had, which is told in place of the items; and once it was. No tuple is so long.
const FAILED: usize = usize::MAX - 1;
const TOLD: usize = usize::MAX;

/// What a tuple says that its length is. Who collects the items makes room for so many at once, and the `__len__` of a subclass may
/// lie: a large number must be true.
///
/// # Errors
/// What the `__len__` of a subclass raises; `IndexError`.
#[inline]
fn believed_length(tuple: Borrowed<'_, '_, PyTuple>) -> Result<usize> {
    const LARGE: usize = 2048;
    let length = tuple.len()?;
    if length > LARGE { true_length(tuple, length) } else { Ok(length) }
}

#[cold]
#[inline(never)]
fn true_length(tuple: Borrowed<'_, '_, PyTuple>, said: usize) -> Result<usize> {
    let most: usize = tuple.ctx().tuple_type().call_method("__len__", (tuple,))?.extract()?;
    if said > most { Err(PyIndexError::new("tuple index out of range")) } else { Ok(said) }
}

/// Why there is no length, by asking for it again.
#[cold]
#[inline(never)]
fn no_length(tuple: Borrowed<'_, '_, PyTuple>) -> PyError {
    let error = believed_length(tuple).err();
    error.unwrap_or_else(|| PyRuntimeError::new("the length of a tuple could not be had"))
}

impl<'ctx> TupleIter<'_, 'ctx> {
    /// The next item as a value, if it can be [looked at where it is](FromPy::item_in_place).
    #[inline(always)]
    pub(crate) fn next_in_place<T: for<'b> FromPy<'b, 'ctx>>(&mut self) -> Option<T> {
        let value = T::item_in_place(self.tuple, self.next)?;
        self.next += 1;
        Some(value)
    }
}

impl<'ctx> Iterator for TupleIter<'_, 'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.length {
            let has_failed = self.next == FAILED;
            return has_failed.then(|| {
                self.next = TOLD;
                Err(no_length(self.tuple.as_borrowed()))
            });
        }
        let item = calls::sequence::get_item_at(self.tuple, self.next.cast_signed());
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = if self.next == FAILED { 1 } else { self.length.saturating_sub(self.next) };
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
