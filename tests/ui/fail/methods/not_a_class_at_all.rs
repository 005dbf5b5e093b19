//! A type without `#[hpy_type]` that has more than one kind of method.
#![allow(unused)]

use hpy_rs::prelude::*;

struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    fn x(&self) -> i64 {
        self.x
    }

    fn scaled(&self, by: i64, more: i64) -> i64 {
        self.x * by + more
    }

    fn __add__(&self, other: &Point) -> i64 {
        self.x + other.x
    }

    fn __eq__(&self, other: &Point) -> bool {
        self.x == other.x
    }

    #[classattr]
    const DIMENSIONS: i64 = 1;
}

fn main() {}
