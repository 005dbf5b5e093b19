//! The object cannot be moved out of Python.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn consume(self) -> i64 {
        self.x
    }

    fn boxed(self: Box<Self>) {}

    fn other(slf: i64) {}
}

fn main() {}
