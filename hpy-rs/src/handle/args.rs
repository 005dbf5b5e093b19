//! [`Args`]: the positional arguments of a call, without a copy.
#![expect(unsafe_code, reason = "reads the argument array of a call")]

use std::fmt;
use std::marker::PhantomData;

use hpy_sys::{HPy, api};

use super::{Borrowed, Handle};
use crate::context::Context;

/// A view of positional arguments: what a `*args` parameter receives at no cost.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function(signature = (*numbers))]
/// fn sum(numbers: Args<'_, '_>) -> Result<f64> {
///     numbers.iter().map(|number| number.extract::<f64>()).sum()
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Args<'a, 'ctx> {
    ctx: Context<'ctx>,
    first: *const HPy,
    len: usize,
    owner: PhantomData<&'a Handle<'ctx>>,
}

impl<'a, 'ctx> Args<'a, 'ctx> {
    /// Views an array of arguments. With `len` 0 the pointer is never read.
    ///
    /// # Safety
    /// `first` points at `len` arguments, as the interpreter passes handles of `ctx` or [`api::in_array`] makes them of those,
    /// that stay open, and the array in place, for `'a`.
    #[inline(always)]
    pub(crate) unsafe fn from_raw(ctx: Context<'ctx>, first: *const HPy, len: usize) -> Self {
        Args { ctx, first, len, owner: PhantomData }
    }

    /// Where they are.
    #[inline(always)]
    pub(crate) fn as_ptr(&self) -> *const HPy {
        self.first
    }

    /// How many there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The context of the call.
    pub fn ctx(&self) -> Context<'ctx> {
        self.ctx
    }

    /// The argument at `index`, counted from 0.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Borrowed<'a, 'ctx>> {
        // SAFETY: the index was compared with the length just before.
        (index < self.len).then(|| unsafe { self.get_unchecked(index) })
    }

    /// The argument at `index`.
    ///
    /// # Safety
    /// `index` is within the array that this view was made from.
    #[inline(always)]
    pub(crate) unsafe fn get_unchecked(&self, index: usize) -> Borrowed<'a, 'ctx> {
        // SAFETY: within the array, by the contract of this function.
        let item = unsafe { self.first.add(index) };
        // SAFETY: `from_raw` promises readable, open handles for 'a.
        let raw = unsafe { *item };
        // SAFETY: as above; every object is a `PyAny`.
        unsafe { Borrowed::from_raw(self.ctx, api::argument(raw)) }
    }

    /// The arguments from `start` on.
    pub(crate) fn skip(&self, start: usize) -> Args<'a, 'ctx> {
        let start = start.min(self.len);
        // SAFETY: `start` is at most the length, so the pointer stays within the array or just behind it.
        let first = unsafe { self.first.add(start) };
        Args { first, len: self.len - start, ..*self }
    }

    /// The arguments in order.
    pub fn iter(&self) -> ArgsIter<'a, 'ctx> {
        ArgsIter { args: *self, next: 0, end: self.len }
    }
}

impl fmt::Debug for Args<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Args({})", self.len)
    }
}

impl<'a, 'ctx> IntoIterator for &Args<'a, 'ctx> {
    type Item = Borrowed<'a, 'ctx>;
    type IntoIter = ArgsIter<'a, 'ctx>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, 'ctx> IntoIterator for Args<'a, 'ctx> {
    type Item = Borrowed<'a, 'ctx>;
    type IntoIter = ArgsIter<'a, 'ctx>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Iterator over [`Args`].
#[derive(Clone, Debug)]
pub struct ArgsIter<'a, 'ctx> {
    args: Args<'a, 'ctx>,
    next: usize,
    end: usize,
}

impl<'a, 'ctx> Iterator for ArgsIter<'a, 'ctx> {
    type Item = Borrowed<'a, 'ctx>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == self.end {
            return None;
        }
        let item = self.args.get(self.next)?;
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for ArgsIter<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        self.args.get(self.end)
    }
}

impl ExactSizeIterator for ArgsIter<'_, '_> {}
