//! Options that are no names.
use hpy_rs::prelude::*;

#[hpy_function("sum")]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_module(name: "m")]
mod arithmetic {}

fn main() {}
