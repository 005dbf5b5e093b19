//! [`Pinned`]: memory that is looked at where it lies.

use std::ffi::CStr;
use std::mem::ManuallyDrop;
use std::{ptr, slice};

use hpy_sys::HPy_buffer;
use hpy_sys::api::View;

use super::Element;
use super::dimensions::{Dimensions, Numbers, in_pieces, wrong_shape};
use super::element::{bytes_of, expect_format};
use super::export::MOST_DIMENSIONS;
use super::request::{FORMAT, STRIDES};
use crate::context::Context;
use crate::error::PyBufferError;
use crate::handle::Handle;
use crate::{Result, calls};

/// A view of the C API's: what it shows neither moves nor goes before it is dropped. Only `CPython` keeps that promise.
pub(super) struct Pinned<'ctx> {
    ctx: Context<'ctx>,
    view: ManuallyDrop<View>,
}

impl Drop for Pinned<'_> {
    fn drop(&mut self) {
        // SAFETY: taken once, here.
        let view = unsafe { ManuallyDrop::take(&mut self.view) };
        // SAFETY: opened with this context; whatever borrows from it is gone.
        unsafe { calls::buffer::close(self.ctx, view) };
    }
}

impl<'ctx> Pinned<'ctx> {
    /// Opens a view, whatever it shows.
    fn of(object: &Handle<'ctx>) -> Result<(Self, Dimensions)> {
        let view = ManuallyDrop::new(calls::buffer::open(object, FORMAT | STRIDES)?);
        let pinned = Pinned { ctx: object.ctx(), view };
        let dimensions = dimensions_of(pinned.view.get())?;
        Ok((pinned, dimensions))
    }

    /// Opens a view of elements of the type `T`.
    pub(super) fn open<T: Element>(object: &Handle<'ctx>) -> Result<(Self, Dimensions)> {
        let (pinned, dimensions) = Pinned::of(object)?;
        let seen = pinned.view.get();
        expect_format::<T>(format_of(seen), seen.itemsize.cast_unsigned())?;
        Ok((pinned, dimensions))
    }

    /// A copy of the bytes that an object shows, whatever it says that they are.
    ///
    /// # Errors
    /// What opening a view raises; `BufferError` if they do not lie side by side; `MemoryError`.
    pub(super) fn bytes_of(object: &Handle<'ctx>) -> Result<Vec<u8>> {
        let (pinned, dimensions) = Pinned::of(object)?;
        let size = pinned.view.get().itemsize;
        if !dimensions.is_c_contiguous(size.cast_unsigned()) {
            return Err(in_pieces());
        }
        pinned.to_vec(&Dimensions::of_bytes(dimensions.count() * size))
    }

    pub(super) fn is_readonly(&self) -> bool {
        self.view.get().readonly != 0
    }

    /// Where the first element is; not null.
    pub(super) fn start<T: Element>(&self) -> *mut T {
        let start = self.view.get().buf.cast::<T>();
        if start.is_null() { ptr::dangling_mut() } else { start }
    }

    /// A copy of all elements, which lie so.
    pub(super) fn to_vec<T: Element>(&self, dimensions: &Dimensions) -> Result<Vec<T>> {
        let count = dimensions.count().cast_unsigned();
        let mut copy: Vec<T> = Vec::new();
        copy.try_reserve_exact(count)?;
        if dimensions.is_c_contiguous(size_of::<T>()) {
            let bytes = count * size_of::<T>();
            // SAFETY: so many bytes are there, as long as the view is open, and there is room for them.
            unsafe { ptr::copy_nonoverlapping(self.start::<u8>(), copy.as_mut_ptr().cast(), bytes) };
            // SAFETY: filled just now; every pattern of bytes is a value.
            unsafe { copy.set_len(count) };
        } else {
            // SAFETY: an element is there, as long as the view is open; every pattern of bytes is a value.
            copy.extend(self.places(dimensions).map(|place: *mut T| unsafe { place.read_unaligned() }));
        }
        Ok(copy)
    }

    /// Writes all elements, which lie so; there are as many of them, and the memory can be written to.
    pub(super) fn write<T: Element>(&self, dimensions: &Dimensions, elements: &[T]) {
        if dimensions.is_c_contiguous(size_of::<T>()) {
            let bytes = bytes_of(elements);
            // SAFETY: so many bytes are there, as long as the view is open, and the object lets them be written to.
            unsafe { ptr::copy(bytes.as_ptr(), self.start(), bytes.len()) };
            return;
        }
        for (place, element) in self.places::<T>(dimensions).zip(elements) {
            // SAFETY: an element is there, as long as the view is open, and the object lets it be written to.
            unsafe { place.write_unaligned(*element) };
        }
    }

    /// Where each element is, the last index running fastest.
    fn places<T: Element>(&self, dimensions: &Dimensions) -> impl Iterator<Item = *mut T> {
        let start = self.start::<u8>();
        (0..dimensions.count()).map(move |index| start.wrapping_offset(dimensions.offset_of(index)).cast())
    }
}

/// Whoever says nothing shows bytes.
fn format_of(seen: &HPy_buffer) -> &[u8] {
    if seen.format.is_null() {
        return b"B";
    }
    // SAFETY: a C string, as long as the view is open.
    unsafe { CStr::from_ptr(seen.format) }.to_bytes()
}

/// How the elements lie, which are no more than the memory has bytes for.
fn dimensions_of(seen: &HPy_buffer) -> Result<Dimensions> {
    let count = usize::try_from(seen.ndim).ok().filter(|count| *count <= MOST_DIMENSIONS);
    let (Some(count), true) = (count, !seen.shape.is_null() || seen.ndim == 0) else {
        return Err(PyBufferError::new("cannot look at memory of this kind"));
    };
    let numbers = |numbers: *mut isize| match count {
        0 => Numbers::Others([].into()),
        // SAFETY: one for each dimension, as long as the view is open.
        _ => unsafe { slice::from_raw_parts(numbers, count) }.into(),
    };
    let shape = numbers(seen.shape);
    let dimensions = if seen.strides.is_null() {
        // `ctypes` tells none, whoever asks for them.
        Dimensions::in_a_row(shape, seen.itemsize.cast_unsigned())
    } else {
        Dimensions { shape, strides: numbers(seen.strides) }
    };
    match dimensions.checked_bytes(seen.itemsize) {
        Some(bytes) if bytes <= seen.len => Ok(dimensions),
        _ => Err(wrong_shape()),
    }
}
