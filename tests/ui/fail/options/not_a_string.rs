//! A name that is no string.
use hpy_rs::prelude::*;

#[hpy_function(name = sum)]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

fn main() {}
