//! Attributes that exclude each other.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    #[staticmethod]
    fn x(&self) -> i64 {
        self.x
    }

    #[new]
    #[staticmethod]
    fn new() -> Self {
        Point { x: 0 }
    }
}

fn main() {}
