//! `__new__` without `#[new]`.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __new__(x: i64) -> Self {
        Point { x }
    }
}

fn main() {}
