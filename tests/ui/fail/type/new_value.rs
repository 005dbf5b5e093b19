//! A constructor of another kind.
use hpy_rs::prelude::*;

#[hpy_type(new = "default")]
struct Point {
    x: f64,
}

fn main() {}
