//! A parameter type without `FromPy`, with a default.
use hpy_rs::prelude::*;

struct Point;

#[hpy_function(signature = (point = Point, /))]
fn norm(point: Point) {
    let _ = point;
}

fn main() {}
