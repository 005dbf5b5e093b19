//! The attribute on other items.
use hpy_rs::prelude::*;

#[hpy_function]
struct Point;

#[hpy_function]
const LIMIT: i64 = 3;

trait Shape {
    #[hpy_function]
    fn area() -> f64;
}

fn main() {}
