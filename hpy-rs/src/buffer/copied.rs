//! [`Copied`]: memory that is copied, and written back.

use std::cell::{Cell, OnceCell, UnsafeCell};
use std::mem;

use super::Element;
use super::dimensions::{Dimensions, in_pieces, wrong_shape};
use super::element::{self, expect_format, of_bytes, wrong_count};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyByteArray, PyBytes, PyMemoryView};
use crate::{Result, calls};

/// A copy of what a `memoryview` shows, where the memory itself could move or go while it is looked at: on `PyPy`, whose
/// `array` grows with views open, and on `GraalPy`, where a view of a view does not hold what it shows.
pub(super) struct Copied<'ctx, T: Element> {
    ctx: Context<'ctx>,
    /// A `bytearray`, of which there is a view only once it is to be written to.
    array: Option<Handle<'ctx>>,
    /// What the elements are written back by; nothing, where they are those of a `bytes`.
    view: OnceCell<Handle<'ctx, PyMemoryView>>,
    elements: Vec<UnsafeCell<T>>,
    /// Whether somebody has asked to write to them.
    is_changed: Cell<bool>,
}

impl<'ctx, T: Element> Copied<'ctx, T> {
    /// Copies elements of the type `T`, and tells how they lie where they come from, and whether they can only be read.
    pub(super) fn open(object: &Handle<'ctx>) -> Result<(Self, Dimensions, bool)> {
        // A class that derives from `bytes` may show other memory.
        if object.is_exact_instance_of::<PyBytes>() {
            return Copied::of_bytes(object.as_borrowed().cast()?, None);
        }
        if let Some(content) = content_of_array(object)? {
            return Copied::of_bytes(content.as_borrowed(), Some(object.clone()));
        }
        let view = PyMemoryView::new(object)?;
        // From here on, whatever goes wrong, the view is released.
        let mut copied = Copied::new(object.ctx(), None, Vec::new());
        copied.view = view.clone().into();
        copied.elements = in_cells(view.to_vec()?);
        let numbers = |name| view.get_attr(name)?.extract::<Vec<isize>>();
        let dimensions = Dimensions { shape: numbers("shape")?.into(), strides: numbers("strides")?.into() };
        let bytes = dimensions.checked_bytes(size_of::<T>().cast_signed());
        let is_true = dimensions.shape.len() == dimensions.strides.len();
        if !is_true || bytes != Some(size_of_val(copied.elements.as_slice()).cast_signed()) {
            return Err(wrong_shape());
        }
        Ok((copied, dimensions, view.is_readonly()?))
    }

    /// As [`open`](Self::open), of bytes that can be copied without a view, and of the array that they are written back to.
    fn of_bytes(bytes: Borrowed<'_, 'ctx, PyBytes>, array: Option<Handle<'ctx>>) -> Result<(Self, Dimensions, bool)> {
        expect_format::<T>(b"B", 1)?;
        let content = calls::text::try_as_bytes(bytes)?;
        let is_readonly = array.is_none();
        let copied = Copied::new(bytes.ctx(), array, of_bytes(content)?);
        Ok((copied, Dimensions::of_bytes(content.len().cast_signed()), is_readonly))
    }

    fn new(ctx: Context<'ctx>, array: Option<Handle<'ctx>>, elements: Vec<T>) -> Self {
        Copied { ctx, array, view: OnceCell::new(), elements: in_cells(elements), is_changed: Cell::new(false) }
    }

    /// Where the elements are; each is in a cell.
    pub(super) fn start(&self) -> *mut T {
        UnsafeCell::raw_get(self.elements.as_ptr())
    }

    /// Notes that the elements may be written to.
    pub(super) fn will_change(&self) {
        self.is_changed.set(true);
        // Where an array with a view cannot grow, it is kept from that now. If there is no view, writing back tells.
        drop(self.view());
    }

    fn view(&self) -> Result<Option<&Handle<'ctx, PyMemoryView>>> {
        if let (None, Some(array)) = (self.view.get(), &self.array) {
            let view = PyMemoryView::new(array)?;
            return Ok(Some(self.view.get_or_init(|| view)));
        }
        Ok(self.view.get())
    }

    /// A copy of them as they are here.
    pub(super) fn to_vec(&self) -> Result<Vec<T>> {
        let mut copy = Vec::new();
        copy.try_reserve_exact(self.elements.len())?;
        // SAFETY: cells are no `Sync`, and nobody holds on to what is in them.
        copy.extend(self.elements.iter().map(|cell| unsafe { *cell.get() }));
        Ok(copy)
    }

    /// Writes elements, as many as there are, here and where they come from.
    pub(super) fn write(&self, elements: &[T]) -> Result<()> {
        self.write_back(elements)?;
        for (cell, element) in self.elements.iter().zip(elements) {
            // SAFETY: as above.
            unsafe { *cell.get() = *element };
        }
        Ok(())
    }

    fn write_back(&self, elements: &[T]) -> Result<()> {
        let Some(view) = self.view()? else { return Ok(()) };
        if self.array.is_none() {
            return view.copy_from(elements);
        }
        let length = view.len()?;
        if length != elements.len() {
            return Err(wrong_count(length, elements.len()));
        }
        view.set_bytes(element::bytes_of(elements))
    }

    /// Writes back what has changed, and lets go of the memory.
    pub(super) fn release(mut self) -> Result<()> {
        self.end()
    }

    fn end(&mut self) -> Result<()> {
        let elements: Vec<T> = mem::take(&mut self.elements).into_iter().map(UnsafeCell::into_inner).collect();
        let written = if self.is_changed.take() { self.write_back(&elements) } else { Ok(()) };
        self.array = None;
        self.view.take().map_or(Ok(()), Handle::release).and(written)
    }
}

impl<T: Element> Drop for Copied<'_, T> {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            error.write_unraisable(self.ctx, None);
        }
    }
}

fn in_cells<T: Element>(elements: Vec<T>) -> Vec<UnsafeCell<T>> {
    elements.into_iter().map(UnsafeCell::new).collect()
}

/// A copy of what is in a `bytearray`, by one call; of other objects nothing. A class that derives from it may show other
/// memory, or have a `__bytes__`.
fn content_of_array<'ctx>(object: &Handle<'ctx>) -> Result<Option<Handle<'ctx, PyBytes>>> {
    if !object.is_exact_instance_of::<PyByteArray>() {
        return Ok(None);
    }
    object.ctx().bytes_type().call((object,))?.cast_into().map(Some)
}

/// A copy of the bytes that an object shows, whatever it says that they are.
///
/// # Errors
/// What opening a view raises; `BufferError` if they do not lie side by side; `MemoryError`.
pub(super) fn bytes_of(object: &Handle<'_>) -> Result<Vec<u8>> {
    if let Some(content) = content_of_array(object)? {
        return of_bytes(calls::text::try_as_bytes(content.as_borrowed())?);
    }
    let view = PyMemoryView::new(object)?;
    let content = content_of(&view);
    view.release()?;
    content
}

fn content_of(view: &Handle<'_, PyMemoryView>) -> Result<Vec<u8>> {
    if !view.is_c_contiguous()? {
        return Err(in_pieces());
    }
    of_bytes(calls::text::try_as_bytes(view.to_bytes()?.as_borrowed())?)
}
