//! A return type without `IntoPy`.
use hpy_rs::prelude::*;

struct Point;

#[hpy_function]
fn origin() -> Point {
    Point
}

fn main() {}
