//! Items that borrow values of objects that a list may drop.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: f64,
}

#[hpy_function]
fn sum(points: Vec<PyRef<'_, '_, Point>>) -> f64 {
    points.iter().map(|point| point.x).sum()
}

#[hpy_function]
fn distance(pair: (PyRef<'_, '_, Point>, PyRef<'_, '_, Point>)) -> f64 {
    pair.0.x - pair.1.x
}

fn main() {}
