//! A1: cells of memory that may be gone.
use hpy_rs::buffer::PyBuffer;
use hpy_rs::prelude::*;

#[hpy_function]
fn first(bytes: PyBuffer<'_, u8>) -> Result<u8> {
    let cells = bytes.as_slice().unwrap();
    bytes.release()?;
    Ok(cells[0].get())
}

fn main() {}
