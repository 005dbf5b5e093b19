//! [`PyMemoryView`].

use super::named::named_types;
use super::{PyBytes, PySlice, PyTypeInfo};
use crate::buffer::{Element, bytes_of, expect_format, is_format_of, of_bytes, wrong_count};
use crate::handle::Handle;
use crate::{Result, calls};

named_types! {
    /// Python's `memoryview`: the memory that another object shows, such as a `bytearray`, an `array`, or an array of numpy.
    ///
    /// Python and other threads may write to that memory at any time, so Rust gets copies of it.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    /// use hpy_rs::types::PyMemoryView;
    ///
    /// /// The sum of what an `array("d")` or an array of numpy has in it.
    /// #[hpy_function]
    /// fn total(numbers: &Handle<'_>) -> Result<f64> {
    ///     let view = PyMemoryView::new(numbers)?;
    ///     let numbers = view.to_vec::<f64>();
    ///     view.release()?;
    ///     Ok(numbers?.iter().sum())
    /// }
    /// ```
    PyMemoryView: "memoryview" = "memoryview" in "builtins";
}

impl PyMemoryView {
    /// A view of the memory of `object`.
    ///
    /// Until it is [released](Handle::release), or nobody refers to it any more, which PyPy and GraalPy notice late, a
    /// `bytearray` cannot change its length.
    ///
    /// # Errors
    /// `TypeError` if the object shows no memory; what it raises; `MemoryError`.
    pub fn new<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyMemoryView>> {
        PyMemoryView::type_object(object.ctx())?.call((object,))?.cast_into()
    }
}

impl<'ctx> Handle<'ctx, PyMemoryView> {
    /// What an item is, in the language of Python's module `struct`: `"B"`.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn format(&self) -> Result<String> {
        self.get_attr("format")?.extract()
    }

    /// How many bytes an item has.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn item_size(&self) -> Result<usize> {
        self.get_attr("itemsize")?.extract()
    }

    /// How many items there are in each dimension.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn shape(&self) -> Result<Vec<usize>> {
        self.get_attr("shape")?.extract()
    }

    /// Whether the items lie side by side, the last index running fastest.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn is_c_contiguous(&self) -> Result<bool> {
        self.get_attr("c_contiguous")?.extract()
    }

    /// Whether nothing can be written through it.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn is_readonly(&self) -> Result<bool> {
        self.get_attr("readonly")?.extract()
    }

    /// Whether the items are numbers as `T`, in this machine's order of bytes.
    ///
    /// # Errors
    /// `ValueError` if the view was released.
    pub fn holds<T: Element>(&self) -> Result<bool> {
        Ok(is_format_of::<T>(self.format()?.as_bytes(), self.item_size()?))
    }

    /// A copy of all items as they are in memory, one behind the other even if they do not lie so.
    ///
    /// # Errors
    /// `ValueError` if the view was released; `MemoryError`.
    pub fn to_bytes(&self) -> Result<Handle<'ctx, PyBytes>> {
        self.call_method("tobytes", ())?.cast_into()
    }

    /// A copy of all items, the last index running fastest.
    ///
    /// # Errors
    /// `BufferError` if they are no `T`; `ValueError` if the view was released; `MemoryError`.
    pub fn to_vec<T: Element>(&self) -> Result<Vec<T>> {
        self.expect_items::<T>()?;
        of_bytes(calls::text::try_as_bytes(self.to_bytes()?.as_borrowed())?)
    }

    /// Writes all items.
    ///
    /// # Errors
    /// `BufferError` if the items are no `T` or not as many; `TypeError` if they do not lie side by side or cannot be written
    /// to; `ValueError` if the view was released; `MemoryError`.
    pub fn copy_from<T: Element>(&self, items: &[T]) -> Result<()> {
        self.expect_items::<T>()?;
        let content = bytes_of(items);
        let size: usize = self.get_attr("nbytes")?.extract()?;
        if size != content.len() {
            return Err(wrong_count(size / size_of::<T>(), items.len()));
        }
        let row: Handle<'ctx, PyMemoryView> = self.call_method("cast", ("B",))?.cast_into()?;
        let written = row.set_bytes(content);
        row.release().and(written)
    }

    /// Writes all bytes of a row that is so long.
    pub(crate) fn set_bytes(&self, content: &[u8]) -> Result<()> {
        let ctx = self.ctx();
        let end = isize::try_from(content.len()).unwrap_or(isize::MAX);
        self.set_item(PySlice::new(ctx, 0, end, 1)?, PyBytes::new(ctx, content)?)
    }

    /// Lets go of the memory at once.
    ///
    /// # Errors
    /// `BufferError` if there are views of this view.
    pub fn release(self) -> Result<()> {
        self.call_method("release", ()).map(drop)
    }

    fn expect_items<T: Element>(&self) -> Result<()> {
        expect_format::<T>(self.format()?.as_bytes(), self.item_size()?)
    }
}
