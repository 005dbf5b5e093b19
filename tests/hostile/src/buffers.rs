//! Memory that Python looks at.

use hpy_rs::buffer::{Buffer, BufferExport, Cells};
use hpy_rs::prelude::*;

use crate::count::Counted;
use crate::panics::Bomb;

/// Numbers that can be written to, in two dimensions.
#[hpy_type(buffer)]
pub(crate) struct Grid {
    cells: Cells<i32>,
    width: usize,
    counted: Counted,
}

impl BufferExport for Grid {
    fn buffer(&self) -> Result<Buffer<'_>> {
        self.counted.check();
        Buffer::writable(&self.cells).with_shape(&[self.cells.len() / self.width, self.width])
    }
}

#[hpy_methods]
impl Grid {
    #[new]
    fn new(height: usize, width: usize) -> Self {
        Grid { cells: Cells::new(vec![0; height * width]), width: width.max(1), counted: Counted::new() }
    }

    /// The sum of all numbers.
    fn sum(&self, ctx: Context<'_>) -> i64 {
        self.counted.check();
        self.cells.get(ctx).iter().map(|cell| i64::from(cell.get())).sum()
    }

    /// Other numbers, elsewhere in memory.
    fn resize(&mut self, count: usize) {
        self.cells = Cells::new(vec![1; count]);
    }
}

/// Bytes that Rust can add to as long as nobody looks.
#[hpy_type(buffer)]
pub(crate) struct Growing {
    bytes: Vec<u8>,
}

impl BufferExport for Growing {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Ok(Buffer::new(&self.bytes))
    }
}

#[hpy_methods]
impl Growing {
    #[new]
    fn new(count: usize) -> Self {
        Growing { bytes: vec![7; count] }
    }

    fn grow(&mut self, by: usize) {
        self.bytes.extend(vec![8; by]);
    }

    fn __len__(&self) -> usize {
        self.bytes.len()
    }
}

/// Shows the memory of what it extends.
#[hpy_type(extends = Growing)]
pub(crate) struct Grown {
    _nothing: (),
}

#[hpy_methods]
impl Grown {
    #[new]
    fn new(count: usize) -> (Self, Growing) {
        (Grown { _nothing: () }, Growing::new(count))
    }
}

/// Cannot change, so that readers are not counted.
#[hpy_type(buffer, frozen)]
pub(crate) struct ReadOnly {
    numbers: Vec<f64>,
    _counted: Counted,
}

impl BufferExport for ReadOnly {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Ok(Buffer::new(&self.numbers))
    }
}

#[hpy_methods]
impl ReadOnly {
    #[new]
    fn new(count: usize) -> Self {
        ReadOnly { numbers: vec![0.5; count], _counted: Counted::new() }
    }
}

/// Cannot change, but what extends it can.
#[hpy_type(buffer, frozen)]
pub(crate) struct Fixed {
    bytes: Vec<u8>,
}

impl BufferExport for Fixed {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Ok(Buffer::new(&self.bytes))
    }
}

/// Bytes that Rust can add to, beside those of its base.
#[hpy_type(buffer, extends = Fixed)]
pub(crate) struct Lengthened {
    bytes: Vec<u8>,
}

impl BufferExport for Lengthened {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Ok(Buffer::new(&self.bytes))
    }
}

#[hpy_methods]
impl Lengthened {
    #[new]
    fn new(count: usize) -> (Self, Fixed) {
        (Lengthened { bytes: vec![7; count] }, Fixed { bytes: vec![6; count] })
    }

    fn grow(&mut self, by: usize) {
        self.bytes.extend(vec![8; by]);
    }
}

/// Memory with a shape and strides of the caller's.
#[hpy_type(buffer, frozen)]
pub(crate) struct Odd {
    bytes: Vec<u16>,
    shape: Vec<usize>,
    strides: Option<Vec<usize>>,
}

impl BufferExport for Odd {
    fn buffer(&self) -> Result<Buffer<'_>> {
        let buffer = Buffer::new(&self.bytes);
        match &self.strides {
            Some(strides) => buffer.with_strides(&self.shape, strides),
            None => buffer.with_shape(&self.shape),
        }
    }
}

#[hpy_methods]
impl Odd {
    #[new]
    #[hpy(signature = (count, shape, strides = None))]
    fn new(count: u16, shape: Vec<usize>, strides: Option<Vec<usize>>) -> Self {
        Odd { bytes: (0..count).collect(), shape, strides }
    }
}

/// Panics when it is asked for memory.
#[hpy_type(buffer)]
pub(crate) struct Panicking {
    place: u8,
    bytes: Vec<u8>,
}

impl BufferExport for Panicking {
    fn buffer(&self) -> Result<Buffer<'_>> {
        match self.place {
            0 => panic!("body"),
            1 => Err(crate::panics::Explosive.into()),
            _ => {
                let _bomb = Bomb;
                Ok(Buffer::new(&self.bytes))
            }
        }
    }
}

#[hpy_methods]
impl Panicking {
    #[new]
    fn new(place: u8) -> Self {
        Panicking { place, bytes: vec![0; 8] }
    }

    fn change(&mut self) {
        self.bytes.push(1);
    }
}
