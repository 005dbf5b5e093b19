//! An order without equality.
use hpy_rs::prelude::*;

#[hpy_type(ord)]
#[derive(PartialEq, PartialOrd)]
struct Point {
    x: f64,
}

fn main() {}
