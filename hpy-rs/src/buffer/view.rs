//! [`PyBuffer`]: the memory of another object.

use std::cell::Cell;
use std::fmt;
use std::{ptr, slice};

use hpy_sys::api::{self, Runtime};

use super::copied::{self, Copied};
use super::dimensions::Dimensions;
use super::element::wrong_count;
use super::pinned::Pinned;
use super::{Element, ReadOnlyCell};
use crate::Result;
use crate::error::PyBufferError;
use crate::handle::Handle;

/// The memory of an object that shows it, such as a `bytearray`, an `array` or an array of numpy.
///
/// On CPython it is looked at where it lies. It neither moves nor goes before the `PyBuffer` is dropped, at the latest when the
/// call ends: a `bytearray` cannot grow meanwhile. Python code may write to it, if it runs, and so the numbers are cells. They
/// cannot be taken into [`detach`](crate::Context::detach); a copy can ([`to_vec`](Self::to_vec)).
///
/// PyPy and GraalPy let memory go that is looked at, so that there the numbers are a copy, and written back when the
/// `PyBuffer` is [released](Self::release) or dropped. What others write meanwhile, Python code or another
/// `PyBuffer` of the same memory, is not seen there, and overwritten.
///
/// As an argument, it takes any object that shows elements of the type `T`:
///
/// ```
/// use hpy_rs::buffer::PyBuffer;
/// use hpy_rs::prelude::*;
///
/// /// Halves what is in an `array("d")`, or an array of numpy.
/// #[hpy_function]
/// fn halve(numbers: PyBuffer<'_, f64>) -> Result<()> {
///     let cells = numbers.as_mut_slice().ok_or_else(|| PyValueError::new("not a writable row of numbers"))?;
///     for cell in cells {
///         cell.set(cell.get() / 2.0);
///     }
///     numbers.release()
/// }
/// ```
pub struct PyBuffer<'ctx, T: Element> {
    memory: Memory<'ctx, T>,
    dimensions: Dimensions,
    is_readonly: bool,
}

enum Memory<'ctx, T: Element> {
    Pinned(Pinned<'ctx>),
    Copied(Copied<'ctx, T>),
}

impl<'ctx, T: Element> PyBuffer<'ctx, T> {
    /// Looks at the memory of `object`.
    ///
    /// # Errors
    /// `TypeError` if the object shows no memory, `BufferError` if its elements are no `T`; what it raises; `MemoryError`.
    pub fn get(object: &Handle<'ctx>) -> Result<Self> {
        if stays_in_place() {
            let (pinned, dimensions) = Pinned::open::<T>(object)?;
            let is_readonly = pinned.is_readonly();
            return Ok(PyBuffer { memory: Memory::Pinned(pinned), dimensions, is_readonly });
        }
        let (copied, dimensions, is_readonly) = Copied::open(object)?;
        Ok(PyBuffer { memory: Memory::Copied(copied), dimensions, is_readonly })
    }

    /// How many elements there are in all.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.dimensions.count().cast_unsigned()
    }

    /// How many elements there are in each dimension; empty for a single one without dimensions.
    #[must_use]
    pub fn shape(&self) -> &[isize] {
        &self.dimensions.shape
    }

    /// How many bytes it is from one element to the next in each dimension.
    #[must_use]
    pub fn strides(&self) -> &[isize] {
        &self.dimensions.strides
    }

    /// Whether nothing can be written to the memory.
    #[must_use]
    pub fn is_readonly(&self) -> bool {
        self.is_readonly
    }

    /// Whether the elements lie side by side, the last index running fastest.
    #[must_use]
    pub fn is_c_contiguous(&self) -> bool {
        self.dimensions.is_c_contiguous(size_of::<T>())
    }

    /// Whether the elements lie side by side, the first index running fastest.
    #[must_use]
    pub fn is_fortran_contiguous(&self) -> bool {
        self.dimensions.is_fortran_contiguous(size_of::<T>())
    }

    /// The elements, to be read; `None` if they do not lie side by side, the last index running fastest, or not where a `T` can.
    #[must_use]
    pub fn as_slice(&self) -> Option<&[ReadOnlyCell<T>]> {
        let start = self.start_of_row()?;
        // SAFETY: a cell is laid out as its content; so many numbers are there as long as the view is open, and whoever may
        // write to them has the interpreter's lock, which is this thread's: neither the view nor a cell can leave it.
        Some(unsafe { slice::from_raw_parts(start.cast(), self.item_count()) })
    }

    /// The elements, to be read and written; `None` if nothing can be written to them, or as for [`as_slice`](Self::as_slice).
    #[must_use]
    pub fn as_mut_slice(&self) -> Option<&[Cell<T>]> {
        let start = self.start_of_row().filter(|_| !self.is_readonly)?;
        if let Memory::Copied(copied) = &self.memory {
            copied.will_change();
        }
        // SAFETY: as in `as_slice`; the object lets its memory be written to.
        Some(unsafe { slice::from_raw_parts(start.cast(), self.item_count()) })
    }

    /// A copy of all elements, however they lie, the last index running fastest.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn to_vec(&self) -> Result<Vec<T>> {
        match &self.memory {
            Memory::Pinned(pinned) => pinned.to_vec(&self.dimensions),
            Memory::Copied(copied) => copied.to_vec(),
        }
    }

    /// Writes all elements, the last index running fastest.
    ///
    /// # Errors
    /// `BufferError` if `elements` are not as many, or nothing can be written. On PyPy and GraalPy, `TypeError` if they do not
    /// lie side by side; `MemoryError`.
    pub fn copy_from_slice(&self, elements: &[T]) -> Result<()> {
        if elements.len() != self.item_count() {
            return Err(wrong_count(self.item_count(), elements.len()));
        }
        if self.is_readonly {
            return Err(PyBufferError::new("cannot write to read-only memory"));
        }
        match &self.memory {
            Memory::Pinned(pinned) => {
                pinned.write(&self.dimensions, elements);
                Ok(())
            }
            Memory::Copied(copied) => copied.write(elements),
        }
    }

    /// Lets go of the memory, as dropping does, and tells what goes wrong with that.
    ///
    /// # Errors
    /// On PyPy and GraalPy `MemoryError`, on PyPy `BufferError` if what was written has no place any more, since Python code has
    /// changed the size of the object (GraalPy does not tell). What is dropped instead reports them to `sys.unraisablehook`.
    pub fn release(self) -> Result<()> {
        match self.memory {
            Memory::Pinned(_) => Ok(()),
            Memory::Copied(copied) => copied.release(),
        }
    }

    /// Where the elements are, if they are a slice.
    fn start_of_row(&self) -> Option<*mut T> {
        if self.item_count() == 0 {
            return Some(ptr::dangling_mut());
        }
        let start = match &self.memory {
            Memory::Pinned(pinned) => pinned.start(),
            Memory::Copied(copied) => copied.start(),
        };
        (self.is_c_contiguous() && start.is_aligned()).then_some(start)
    }
}

/// Whether memory that is looked at stays where it is.
fn stays_in_place() -> bool {
    api::runtime() == Runtime::CPython
}

/// A copy of the bytes that an object shows, whatever it says that they are.
///
/// # Errors
/// `TypeError` if it shows none; `BufferError` if they do not lie side by side; what it raises; `MemoryError`.
pub(crate) fn copy_of_memory(object: &Handle<'_>) -> Result<Vec<u8>> {
    if stays_in_place() { Pinned::bytes_of(object) } else { copied::bytes_of(object) }
}

impl<T: Element> fmt::Debug for PyBuffer<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PyBuffer").field("format", &T::FORMAT).field("shape", &self.shape()).finish_non_exhaustive()
    }
}
