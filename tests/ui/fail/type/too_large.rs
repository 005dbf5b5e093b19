//! A value larger than interpreters can say of an instance.
use hpy_rs::prelude::*;

#[hpy_type]
struct Large {
    bytes: [u8; 1 << 31],
}

fn main() {}
