//! A type with `buffer` implements `BufferExport`.
use hpy_rs::prelude::*;

#[hpy_type(buffer)]
struct Image {
    pixels: Vec<u8>,
}

fn main() {}
