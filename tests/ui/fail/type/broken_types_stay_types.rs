//! No second error follows from a broken type.
use hpy_rs::prelude::*;

#[hpy_type(eqq)]
#[derive(Clone)]
struct Point {
    x: f64,
}

#[hpy_function]
fn mirrored(point: &Handle<'_, Point>) -> Result<Point> {
    Ok(point.try_borrow()?.clone())
}

#[hpy_module]
mod geometry {
    #[hpy_export]
    use super::{Point, mirrored};
}

fn main() {}
