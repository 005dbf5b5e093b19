//! A format string with members that are not there.
use hpy_rs::prelude::*;

#[hpy_type(str = "{x} {z:?}")]
struct Point {
    x: f64,
    y: f64,
}

#[hpy_type(str = "{0}")]
struct Unit;

fn main() {}
