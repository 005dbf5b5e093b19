//! The collector is told by derived code.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __traverse__(&self) {}

    fn __clear__(&mut self) {}
}

fn main() {}
