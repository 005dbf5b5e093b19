//! `self` where there is no object.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    fn new(&self) -> Self {
        Point { x: 0 }
    }

    #[staticmethod]
    fn origin(&self) -> i64 {
        0
    }

    #[classattr]
    fn unit(&self) -> i64 {
        0
    }

    #[classmethod]
    fn of(&self) -> i64 {
        0
    }
}

fn main() {}
