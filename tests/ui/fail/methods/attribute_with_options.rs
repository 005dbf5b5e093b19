//! Attributes that have no options, and names that are none.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new(name = "x")]
    fn new() -> Self {
        Point { x: 0 }
    }

    #[getter("x")]
    fn x(&self) -> i64 {
        self.x
    }

    #[setter = x]
    fn set_x(&mut self, x: i64) {
        self.x = x;
    }
}

fn main() {}
