//! [`Buffer`]: what memory looks like.

use std::ffi::CStr;
use std::fmt;
use std::marker::PhantomData;

use super::dimensions::{Dimensions, Numbers};
use super::{Cells, Element};
use crate::Result;
use crate::error::PyBufferError;

/// The most dimensions that Python takes: `PyBUF_MAX_NDIM`.
pub(super) const MOST_DIMENSIONS: usize = 64;

/// Memory with a shape: elements of one type, in any number of dimensions.
pub struct Buffer<'a> {
    pub(super) start: *mut u8,
    /// Elements in all.
    pub(super) count: usize,
    pub(super) element_size: usize,
    pub(super) format: &'static CStr,
    pub(super) is_read_only: bool,
    pub(super) dimensions: Dimensions,
    memory: PhantomData<&'a [u8]>,
}

impl<'a> Buffer<'a> {
    /// Numbers that Python can only read, in one dimension.
    #[must_use]
    pub fn new<T: Element>(numbers: &'a [T]) -> Self {
        Buffer::over::<T>(numbers.as_ptr().cast::<u8>().cast_mut(), numbers.len(), true)
    }

    /// Numbers that Python can write to as well, in one dimension.
    #[must_use]
    pub fn writable<T: Element>(numbers: &'a Cells<T>) -> Self {
        Buffer::over::<T>(numbers.start(), numbers.len(), false)
    }

    fn over<T: Element>(start: *mut u8, count: usize, is_read_only: bool) -> Self {
        let size = size_of::<T>();
        Buffer {
            start,
            count,
            element_size: size,
            format: T::FORMAT,
            is_read_only,
            dimensions: Dimensions::in_a_row(Numbers::One([count.cast_signed()]), size),
            memory: PhantomData,
        }
    }

    /// The same memory, not to be written to.
    #[must_use]
    pub fn read_only(self) -> Self {
        Buffer { is_read_only: true, ..self }
    }

    /// The same elements in these dimensions, the last of which lies closest together.
    ///
    /// # Errors
    /// `BufferError` if that makes another number of elements.
    pub fn with_shape(self, shape: &[usize]) -> Result<Self> {
        let refuse = || PyBufferError::new(format!("cannot show {} elements as {shape:?}", self.count));
        let shape = self.lengths(shape).ok_or_else(refuse)?;
        let dimensions = Dimensions::in_a_row(shape, self.element_size);
        if dimensions.count().cast_unsigned() != self.count {
            return Err(refuse());
        }
        Ok(Buffer { dimensions, ..self })
    }

    /// Only some of the elements: `shape` of them in each dimension, `strides` elements apart.
    ///
    /// # Errors
    /// `BufferError` if one of them is not in the memory.
    pub fn with_strides(self, shape: &[usize], strides: &[usize]) -> Result<Self> {
        let refuse = || PyBufferError::new(format!("{shape:?} by {strides:?} is outside of {} elements", self.count));
        if shape.len() != strides.len() {
            return Err(refuse());
        }
        let is_empty = shape.contains(&0);
        let last = shape.iter().zip(strides).try_fold(0_usize, |last, (length, stride)| {
            last.checked_add(length.saturating_sub(1).checked_mul(*stride)?)
        });
        if !is_empty && last.is_none_or(|last| last >= self.count) {
            return Err(refuse());
        }
        let bytes = |stride: &usize| isize::try_from(stride.checked_mul(self.element_size)?).ok();
        let strides: Option<Vec<isize>> = strides.iter().map(bytes).collect();
        let (shape, strides) = (self.lengths(shape).ok_or_else(refuse)?, strides.ok_or_else(refuse)?);
        Ok(Buffer { dimensions: Dimensions { shape, strides: strides.into() }, ..self })
    }

    /// The lengths as Python takes them, if it does: their product is a number of bytes.
    fn lengths(&self, shape: &[usize]) -> Option<Numbers> {
        let bytes = |bytes: isize, length: &usize| bytes.checked_mul(isize::try_from(*length).ok()?);
        shape.iter().try_fold(self.element_size.cast_signed(), bytes)?;
        let lengths = || shape.iter().map(|length| isize::try_from(*length).ok()).collect::<Option<Vec<_>>>();
        if shape.len() > MOST_DIMENSIONS { None } else { lengths().map(Numbers::from) }
    }

    /// The number of bytes that are shown.
    pub(super) fn len(&self) -> isize {
        self.dimensions.count() * self.element_size.cast_signed()
    }
}

impl fmt::Debug for Buffer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer")
            .field("format", &self.format)
            .field("shape", &&*self.dimensions.shape)
            .finish_non_exhaustive()
    }
}
