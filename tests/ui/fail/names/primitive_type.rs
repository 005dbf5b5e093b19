//! A function that would hide a primitive type.
use hpy_rs::prelude::*;

#[hpy_function]
fn bool(a: i64) -> i64 {
    a
}

fn main() {}
