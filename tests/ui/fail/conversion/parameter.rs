//! A parameter type without `FromPy`.
use hpy_rs::prelude::*;

struct Point;

#[hpy_function]
fn norm(point: Point, scale: f64) -> f64 {
    let _ = point;
    scale
}

fn main() {}
