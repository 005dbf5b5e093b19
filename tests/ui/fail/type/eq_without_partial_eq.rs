//! Equality without `PartialEq`.
use hpy_rs::prelude::*;

#[hpy_type(eq)]
struct Point {
    x: f64,
}

fn main() {}
