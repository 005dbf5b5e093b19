//! A union.
use hpy_rs::prelude::*;

#[hpy_type]
union Word {
    number: u32,
    bytes: [u8; 4],
}

fn main() {}
