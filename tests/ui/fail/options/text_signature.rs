//! A text signature without parentheses.
use hpy_rs::prelude::*;

#[hpy_function(text_signature = "a, b")]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_function(text_signature = false)]
fn one() -> i64 {
    1
}

fn main() {}
