//! [`Dimensions`]: how elements lie in memory.

use std::ops::{Deref, DerefMut};

use crate::PyError;
use crate::error::PyBufferError;

/// How many elements there are in each dimension, and how many bytes it is from one to the next. All bytes together are no
/// more than `isize::MAX`.
#[derive(Clone, Debug)]
pub(crate) struct Dimensions {
    pub(super) shape: Numbers,
    pub(super) strides: Numbers,
}

/// A number for each dimension. Most memory has one, for which nothing is allocated.
#[derive(Clone, Debug)]
pub(super) enum Numbers {
    One([isize; 1]),
    Others(Box<[isize]>),
}

impl From<&[isize]> for Numbers {
    fn from(numbers: &[isize]) -> Self {
        match numbers {
            [one] => Numbers::One([*one]),
            others => Numbers::Others(others.into()),
        }
    }
}

impl From<Vec<isize>> for Numbers {
    fn from(numbers: Vec<isize>) -> Self {
        numbers.as_slice().into()
    }
}

impl Deref for Numbers {
    type Target = [isize];

    fn deref(&self) -> &[isize] {
        match self {
            Numbers::One(one) => one,
            Numbers::Others(others) => others,
        }
    }
}

impl DerefMut for Numbers {
    fn deref_mut(&mut self) -> &mut [isize] {
        match self {
            Numbers::One(one) => one,
            Numbers::Others(others) => others,
        }
    }
}

impl Dimensions {
    /// Elements of `size` bytes side by side, the last dimension changing fastest.
    pub(super) fn in_a_row(shape: Numbers, size: usize) -> Self {
        let mut strides = shape.clone();
        let mut stride = size.cast_signed();
        for (place, length) in strides.iter_mut().zip(&*shape).rev() {
            *place = stride;
            stride = stride.saturating_mul(*length);
        }
        Dimensions { shape, strides }
    }

    /// So many bytes.
    pub(super) fn of_bytes(count: isize) -> Self {
        Dimensions::in_a_row(Numbers::One([count]), 1)
    }

    /// How many elements there are.
    pub(super) fn count(&self) -> isize {
        self.shape.iter().product()
    }

    /// How many bytes the elements have, of `size` bytes each, whoever says that there are so many.
    pub(super) fn checked_bytes(&self, size: isize) -> Option<isize> {
        let times = |count: isize, length: &isize| count.checked_mul(*length).filter(|_| *length >= 0);
        self.shape.iter().try_fold(1, times)?.checked_mul(size)
    }

    /// How many bytes behind the first one an element lies; the last index runs fastest.
    pub(super) fn offset_of(&self, element: isize) -> isize {
        let (mut rest, mut offset) = (element, 0);
        for (length, stride) in self.shape.iter().zip(&*self.strides).rev() {
            offset += rest % length * stride;
            rest /= length;
        }
        offset
    }

    /// Whether elements of `size` bytes lie side by side, the last dimension changing fastest.
    pub(super) fn is_c_contiguous(&self, size: usize) -> bool {
        self.is_contiguous(size, self.shape.iter().zip(&*self.strides).rev())
    }

    /// As [`is_c_contiguous`](Self::is_c_contiguous), the first dimension changing fastest.
    pub(super) fn is_fortran_contiguous(&self, size: usize) -> bool {
        self.is_contiguous(size, self.shape.iter().zip(&*self.strides))
    }

    fn is_contiguous<'s>(&self, size: usize, mut dimensions: impl Iterator<Item = (&'s isize, &'s isize)>) -> bool {
        let mut expected = size.cast_signed();
        self.count() == 0
            || dimensions.all(|(length, stride)| {
                let fits = *length == 1 || *stride == expected;
                expected *= length;
                fits
            })
    }
}

/// Of memory that says of itself what cannot be.
pub(super) fn wrong_shape() -> PyError {
    PyBufferError::new("the memory is not as large as its shape says")
}

/// Of memory of which a row is wanted.
pub(super) fn in_pieces() -> PyError {
    PyBufferError::new("the memory is not contiguous")
}
