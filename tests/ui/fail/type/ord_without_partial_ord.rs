//! An order without `PartialOrd`.
use hpy_rs::prelude::*;

#[hpy_type(eq, ord)]
#[derive(PartialEq)]
struct Point {
    x: f64,
}

fn main() {}
