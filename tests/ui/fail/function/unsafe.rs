//! An unsafe function.
use hpy_rs::prelude::*;

#[hpy_function]
unsafe fn peek(address: usize) -> u8 {
    let _ = address;
    0
}

fn main() {}
