//! Two constructors.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    fn new(x: i64) -> Self {
        Point { x }
    }

    #[new]
    fn origin() -> Self {
        Point { x: 0 }
    }
}

fn main() {}
