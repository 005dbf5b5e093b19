//! Values in parentheses.
#![allow(unused)]
use hpy_rs::prelude::*;

#[derive(FromPy)]
struct Options {
    #[hpy(attribute("theWidth"))]
    width: usize,
    #[hpy(item("theHeight"))]
    height: usize,
}

#[hpy_function(signature(a, b = 1))]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_type(frozen(true))]
struct Point {
    #[hpy(rename("x"))]
    x: i64,
}

fn main() {}
