//! [`Cells`]: numbers that Rust and Python both write to.

use std::cell::{Cell, UnsafeCell};
use std::fmt;

use super::Element;
use crate::context::Context;

/// A fixed number of numbers, each of which can be read and written through a shared reference by whoever holds the
/// interpreter: what a class with a writable buffer keeps them in.
///
/// ```
/// use hpy_rs::buffer::{Buffer, BufferExport, Cells};
/// use hpy_rs::prelude::*;
///
/// #[hpy_type(buffer)]
/// struct Signal {
///     samples: Cells<f64>,
/// }
///
/// impl BufferExport for Signal {
///     fn buffer(&self) -> Result<Buffer<'_>> {
///         Ok(Buffer::writable(&self.samples))
///     }
/// }
///
/// #[hpy_methods]
/// impl Signal {
///     fn louder(&self, ctx: Context<'_>, by: f64) {
///         for sample in self.samples.get(ctx) {
///             sample.set(sample.get() * by);
///         }
///     }
/// }
/// ```
pub struct Cells<T: Element> {
    cells: Box<[UnsafeCell<T>]>,
}

// SAFETY: the numbers are read and written only with a context in hand, so under the interpreter's lock, or by Python.
unsafe impl<T: Element> Sync for Cells<T> {}

impl<T: Element> Cells<T> {
    /// The numbers as they are now.
    #[must_use]
    pub fn new(numbers: Vec<T>) -> Self {
        Cells { cells: numbers.into_iter().map(UnsafeCell::new).collect() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The numbers, for as long as this call. They cannot be taken into `detach`, where Python could write to them at the
    /// same time.
    #[must_use]
    pub fn get<'s, 'ctx: 's>(&'s self, _: Context<'ctx>) -> &'s [Cell<T>] {
        // SAFETY: both kinds of cell are laid out as their content; the context is proof of the lock, and a `Cell` cannot
        // leave this thread.
        unsafe { &*(std::ptr::from_ref::<[UnsafeCell<T>]>(&self.cells) as *const [Cell<T>]) }
    }

    pub(super) fn start(&self) -> *mut u8 {
        self.cells.as_ptr().cast::<u8>().cast_mut()
    }
}

impl<T: Element> From<Vec<T>> for Cells<T> {
    fn from(numbers: Vec<T>) -> Self {
        Cells::new(numbers)
    }
}

impl<T: Element> fmt::Debug for Cells<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cells({})", self.cells.len())
    }
}
