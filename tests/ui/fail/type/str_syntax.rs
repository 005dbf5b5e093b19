//! A format string with places that name nothing.
use hpy_rs::prelude::*;

#[hpy_type(str = "{} {x.y} {")]
struct Point {
    x: f64,
}

#[hpy_type(str = 5)]
struct Line;

fn main() {}
