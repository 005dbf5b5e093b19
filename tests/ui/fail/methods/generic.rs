//! Methods with type parameters.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn norm<T>(&self, by: T) {}

    #[staticmethod]
    fn of<const N: usize>() {}
}

fn main() {}
