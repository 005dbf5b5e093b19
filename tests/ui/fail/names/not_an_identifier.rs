//! Names that Python cannot write.
use hpy_rs::prelude::*;

#[hpy_function(name = "add-two")]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_function(name = "")]
fn empty() {}

#[hpy_function]
fn r#await() {}

#[hpy_function(name = "a\0b")]
fn nul() {}

fn main() {}
