//! [`PySlice`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::Handle;
use crate::{Result, calls};

/// Python's `slice`: what a class gets as the key of `o[1:9:2]`.
#[derive(Clone, Copy, Debug)]
pub struct PySlice(());

impl PyTyped for PySlice {}

impl PyTypeInfo for PySlice {
    const NAME: &'static str = "slice";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.slice_type().to_owned())
    }

    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::object::type_check_constant(object, &object.ctx().slice_type())
    }
}

/// Which items of a sequence a slice means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceIndices {
    /// The first index.
    pub start: isize,
    /// Where it stops, not included; -1 for a way back to the first item.
    pub stop: isize,
    /// From one index to the next; not 0.
    pub step: isize,
    /// How many items.
    pub length: usize,
}

impl SliceIndices {
    /// The indices, each within the sequence.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.length)
            .map(move |count| self.start.wrapping_add(self.step.wrapping_mul(count.cast_signed())).cast_unsigned())
    }
}

impl PySlice {
    /// A new `slice(start, stop, step)`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new(ctx: Context<'_>, start: isize, stop: isize, step: isize) -> Result<Handle<'_, PySlice>> {
        ctx.slice_type().call((start, stop, step))?.cast_into()
    }
}

impl Handle<'_, PySlice> {
    /// What the slice means for a sequence of `length` items, as Python's `slice.indices`.
    ///
    /// # Errors
    /// `ValueError` if the step is 0, `TypeError` if a part of the slice is neither an int nor `None`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    /// use hpy_rs::types::PySlice;
    ///
    /// #[hpy_function]
    /// fn pick(text: &str, which: &Handle<'_, PySlice>) -> Result<String> {
    ///     let letters: Vec<char> = text.chars().collect();
    ///     Ok(which.indices(letters.len())?.iter().map(|index| letters[index]).collect())
    /// }
    /// ```
    pub fn indices(&self, length: usize) -> Result<SliceIndices> {
        let (start, stop, step) = calls::sequence::slice_parts(self)?;
        Ok(within(start, stop, step, isize::try_from(length).unwrap_or(isize::MAX)))
    }
}

/// A way forward has its ends in `0..=length`, a way back in `-1..length`.
fn within(start: isize, stop: isize, step: isize, length: isize) -> SliceIndices {
    let (lowest, highest) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let end = |end: isize| {
        let from_start = if end < 0 { end.saturating_add(length) } else { end };
        from_start.clamp(lowest, highest)
    };
    let (start, stop) = (end(start), end(stop));
    let distance = if step > 0 { stop - start } else { start - stop };
    let length = if distance > 0 { (distance.cast_unsigned() - 1) / step.unsigned_abs() + 1 } else { 0 };
    SliceIndices { start, stop, step, length }
}
