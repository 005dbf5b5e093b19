//! Not every pattern of bytes is a bool.
use hpy_rs::buffer::PyBuffer;
use hpy_rs::prelude::*;

#[hpy_function]
fn first(flags: PyBuffer<'_, bool>) -> Option<bool> {
    flags.as_slice()?.first().map(|cell| cell.get())
}

fn main() {}
