//! A hash without `Hash`.
use hpy_rs::prelude::*;

#[hpy_type(eq, frozen, hash)]
#[derive(PartialEq)]
struct Point {
    x: f64,
}

fn main() {}
