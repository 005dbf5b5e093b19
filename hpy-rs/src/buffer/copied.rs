//! [`Copied`]: memory that is copied, and written back.

use std::cell::{Cell, UnsafeCell};
use std::mem;

use super::Element;
use super::dimensions::{Dimensions, in_pieces, wrong_shape};
use super::element::{expect_format, of_bytes};
use crate::handle::Handle;
use crate::types::{PyBytes, PyMemoryView};
use crate::{Result, calls};

/// A copy of what a `memoryview` shows, where the memory itself could move or go while it is looked at: on `PyPy`, whose
/// `array` grows with views open, and on `GraalPy`, where a view of a view does not hold what it shows.
pub(super) struct Copied<'ctx, T: Element> {
    /// Nothing, where the memory is that of a `bytes`.
    view: Option<Handle<'ctx, PyMemoryView>>,
    elements: Vec<UnsafeCell<T>>,
    /// Whether somebody has asked to write to them.
    is_changed: Cell<bool>,
}

impl<'ctx, T: Element> Copied<'ctx, T> {
    /// Copies elements of the type `T`, and tells how they lie where they come from, and whether they can only be read.
    pub(super) fn open(object: &Handle<'ctx>) -> Result<(Self, Dimensions, bool)> {
        // A class that derives from `bytes` may show other memory.
        if object.is_exact_instance_of::<PyBytes>() {
            return Copied::of_bytes(calls::text::try_as_bytes(object.as_borrowed().cast()?)?);
        }
        let view = PyMemoryView::new(object)?;
        // From here on, whatever goes wrong, the view is released.
        let mut copied = Copied { view: Some(view.clone()), elements: Vec::new(), is_changed: Cell::new(false) };
        copied.elements = view.to_vec::<T>()?.into_iter().map(UnsafeCell::new).collect();
        let shape = view.get_attr("shape")?.extract()?;
        let dimensions = Dimensions { shape, strides: view.get_attr("strides")?.extract()? };
        let bytes = dimensions.checked_bytes(size_of::<T>().cast_signed());
        let is_true = dimensions.shape.len() == dimensions.strides.len();
        if !is_true || bytes != Some(size_of_val(copied.elements.as_slice()).cast_signed()) {
            return Err(wrong_shape());
        }
        Ok((copied, dimensions, view.is_readonly()?))
    }

    /// As [`open`](Self::open), of what cannot be written to, so that no view is needed.
    fn of_bytes(bytes: &[u8]) -> Result<(Self, Dimensions, bool)> {
        expect_format::<T>("B", 1)?;
        let elements = of_bytes::<T>(bytes)?.into_iter().map(UnsafeCell::new).collect();
        let dimensions = Dimensions::in_a_row(vec![bytes.len().cast_signed()], 1);
        Ok((Copied { view: None, elements, is_changed: Cell::new(false) }, dimensions, true))
    }

    /// Where the elements are; each is in a cell.
    pub(super) fn start(&self) -> *mut T {
        UnsafeCell::raw_get(self.elements.as_ptr())
    }

    /// Notes that the elements may be written to.
    pub(super) fn will_change(&self) {
        self.is_changed.set(true);
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
        if let Some(view) = &self.view {
            view.copy_from(elements)?;
        }
        for (cell, element) in self.elements.iter().zip(elements) {
            // SAFETY: as above.
            unsafe { *cell.get() = *element };
        }
        Ok(())
    }

    /// Writes back what has changed, and lets go of the memory.
    pub(super) fn release(mut self) -> Result<()> {
        self.end()
    }

    fn end(&mut self) -> Result<()> {
        let Some(view) = self.view.take() else { return Ok(()) };
        let elements: Vec<T> = mem::take(&mut self.elements).into_iter().map(UnsafeCell::into_inner).collect();
        let written = if self.is_changed.get() { view.copy_from(&elements) } else { Ok(()) };
        view.release().and(written)
    }
}

impl<T: Element> Drop for Copied<'_, T> {
    fn drop(&mut self) {
        let Some(ctx) = self.view.as_deref().map(Handle::ctx) else { return };
        if let Err(error) = self.end() {
            error.write_unraisable(ctx, None);
        }
    }
}

/// A copy of the bytes that an object shows, whatever it says that they are.
///
/// # Errors
/// What opening a view raises; `BufferError` if they do not lie side by side; `MemoryError`.
pub(super) fn bytes_of(object: &Handle<'_>) -> Result<Vec<u8>> {
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
