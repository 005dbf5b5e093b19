//! [`Buffer`]: what memory looks like.

use std::ffi::CStr;
use std::fmt;
use std::marker::PhantomData;

use super::{Cells, Element};
use crate::Result;
use crate::error::PyBufferError;

/// The most dimensions that Python takes: `PyBUF_MAX_NDIM`.
const DIMENSIONS: usize = 64;

/// Memory with a shape: elements of one type, in any number of dimensions.
pub struct Buffer<'a> {
    pub(super) start: *mut u8,
    /// Elements in all.
    pub(super) count: usize,
    pub(super) element_size: usize,
    pub(super) format: &'static CStr,
    pub(super) is_read_only: bool,
    pub(super) shape: Vec<isize>,
    /// Bytes from one to the next, for each dimension.
    pub(super) strides: Vec<isize>,
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
            shape: vec![count.cast_signed()],
            strides: vec![size.cast_signed()],
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
        if shape.iter().product::<isize>().cast_unsigned() != self.count {
            return Err(refuse());
        }
        let mut strides = vec![0; shape.len()];
        let mut stride = self.element_size.cast_signed();
        for (place, length) in strides.iter_mut().zip(&shape).rev() {
            *place = stride;
            stride = stride.saturating_mul(*length);
        }
        Ok(Buffer { shape, strides, ..self })
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
        Ok(Buffer { shape, strides, ..self })
    }

    /// The lengths as Python takes them, if it does: their product is a number of bytes.
    fn lengths(&self, shape: &[usize]) -> Option<Vec<isize>> {
        let bytes = |bytes: isize, length: &usize| bytes.checked_mul(isize::try_from(*length).ok()?);
        shape.iter().try_fold(self.element_size.cast_signed(), bytes)?;
        let lengths = || shape.iter().map(|length| isize::try_from(*length).ok()).collect();
        if shape.len() > DIMENSIONS { None } else { lengths() }
    }

    /// The number of bytes that are shown.
    pub(super) fn len(&self) -> isize {
        self.shape.iter().product::<isize>() * self.element_size.cast_signed()
    }

    /// Whether the elements lie one after the other, the last dimension changing fastest.
    pub(super) fn is_c_contiguous(&self) -> bool {
        self.is_contiguous(self.shape.iter().zip(&self.strides).rev())
    }

    /// As [`is_c_contiguous`](Self::is_c_contiguous), the first dimension changing fastest.
    pub(super) fn is_fortran_contiguous(&self) -> bool {
        self.is_contiguous(self.shape.iter().zip(&self.strides))
    }

    fn is_contiguous<'s>(&self, dimensions: impl Iterator<Item = (&'s isize, &'s isize)>) -> bool {
        let mut expected = self.element_size.cast_signed();
        self.len() == 0
            || dimensions.into_iter().all(|(length, stride)| {
                let fits = *length == 1 || *stride == expected;
                expected *= length;
                fits
            })
    }
}

impl fmt::Debug for Buffer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer").field("format", &self.format).field("shape", &self.shape).finish_non_exhaustive()
    }
}
