//! A constructor has no name.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    #[hpy(name = "create")]
    fn new() -> Self {
        Point { x: 0 }
    }
}

fn main() {}
