//! One attribute twice.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    #[getter(y)]
    fn x(&self) -> i64 {
        self.x
    }
}

fn main() {}
