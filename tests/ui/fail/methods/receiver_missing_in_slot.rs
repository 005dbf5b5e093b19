//! Getters, setters, deleters and dunders without a receiver.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    fn x() -> i64 {
        0
    }

    #[setter]
    fn set_x(x: i64) {}

    #[deleter]
    fn delete_x() {}

    fn __len__() -> usize {
        0
    }
}

fn main() {}
