//! A class method takes its class.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[classmethod]
    fn of() -> i64 {
        0
    }

    #[classmethod]
    fn by(x: i64) -> i64 {
        x
    }

    #[classmethod]
    fn from_any(cls: &Handle<'_>) {}

    #[new]
    #[classmethod]
    fn new(x: i64) -> Self {
        Point { x }
    }
}

fn main() {}
