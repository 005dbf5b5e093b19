//! Numbers in memory that Rust shares with Python and numpy: what these see of a `Grid` is no copy.
#![forbid(unsafe_code)]

use hpy_rs::buffer::{Buffer, BufferExport, Cells, PyBuffer};
use hpy_rs::prelude::*;

/// Numbers in any number of dimensions, which Rust and Python both write to.
#[hpy_type(buffer)]
struct Grid {
    cells: Cells<f64>,
    shape: Vec<usize>,
}

impl BufferExport for Grid {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Buffer::writable(&self.cells).with_shape(&self.shape)
    }
}

#[hpy_methods]
impl Grid {
    /// A grid of zeros.
    #[new]
    #[hpy(signature = (*shape))]
    fn new(shape: Vec<usize>) -> Result<Self> {
        let count = shape.iter().try_fold(1_usize, |count, length| count.checked_mul(*length));
        let count =
            count.filter(|count| *count <= 1 << 24).ok_or_else(|| PyValueError::new("the grid is too large"))?;
        Ok(Grid { cells: Cells::new(vec![0.0; count]), shape })
    }

    #[getter]
    fn shape<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTuple>> {
        PyTuple::new(ctx, self.shape.iter().copied())
    }

    /// The sum, with what Python has written.
    fn sum(&self, ctx: Context<'_>) -> f64 {
        self.cells.get(ctx).iter().map(std::cell::Cell::get).sum()
    }

    /// Multiplies all numbers: seen at once by every array that shows them.
    fn scale(&self, ctx: Context<'_>, factor: f64) {
        for cell in self.cells.get(ctx) {
            cell.set(cell.get() * factor);
        }
    }

    /// Adds the numbers of another object to these: of an `array("d")`, an array of numpy, a grid, of whatever shape.
    #[hpy(signature = (numbers, /))]
    fn add(&self, ctx: Context<'_>, numbers: PyBuffer<'_, f64>) -> Result<()> {
        let (cells, copy) = (self.cells.get(ctx), numbers.to_vec()?);
        if cells.len() != copy.len() {
            return Err(PyValueError::new(format!("expected {} numbers, got {}", cells.len(), copy.len())));
        }
        for (cell, number) in cells.iter().zip(copy) {
            cell.set(cell.get() + number);
        }
        numbers.release()
    }
}

/// Turns the signs of an object's numbers, in their place.
#[hpy_function(signature = (numbers, /))]
fn negate(numbers: PyBuffer<'_, f64>) -> Result<()> {
    let cells = numbers.as_mut_slice().ok_or_else(|| PyValueError::new("expected a row of numbers to write to"))?;
    for cell in cells {
        cell.set(-cell.get());
    }
    numbers.release()
}

/// The squares of 0, 1, 2 …: memory that Python can only read.
///
/// As long as Python looks at it, the value is borrowed, so `push` raises `RuntimeError`.
#[hpy_type(buffer)]
struct Squares {
    numbers: Vec<u64>,
}

impl BufferExport for Squares {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Ok(Buffer::new(&self.numbers))
    }
}

#[hpy_methods]
impl Squares {
    #[new]
    fn new(count: u16) -> Self {
        Squares { numbers: (0..u64::from(count)).map(|number| number * number).collect() }
    }

    /// Adds the next one.
    fn push(&mut self) {
        let next = self.numbers.len() as u64;
        self.numbers.push(next * next);
    }

    fn __len__(&self) -> usize {
        self.numbers.len()
    }
}

/// Every second number of a row of bytes, without a copy.
#[hpy_type(buffer, frozen)]
struct EverySecond {
    bytes: Vec<u8>,
}

impl BufferExport for EverySecond {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Buffer::new(&self.bytes).with_strides(&[self.bytes.len().div_ceil(2)], &[2])
    }
}

#[hpy_methods]
impl EverySecond {
    #[new]
    fn new(bytes: Vec<u8>) -> Self {
        EverySecond { bytes }
    }
}

/// Memory shared with Python.
#[hpy_module]
mod grid {
    #[hpy_export]
    use super::{EverySecond, Grid, Squares, negate};
}
