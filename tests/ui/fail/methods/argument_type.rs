//! Parameters that cannot come from Python.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn wait(&self, until: std::time::Instant) {}

    fn other(&self, other: &std::time::Instant) {}

    fn __add__(&self, other: std::time::Instant) -> i64 {
        0
    }

    #[setter]
    fn set_y(&mut self, y: std::time::Instant) {}
}

fn main() {}
