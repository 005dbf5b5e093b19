//! Two members with one name in Python.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn norm(&self) -> i64 {
        self.x
    }

    #[hpy(name = "norm")]
    fn length(&self) -> i64 {
        self.x
    }

    #[getter]
    fn x(&self) -> i64 {
        self.x
    }

    #[getter]
    fn get_x(&self) -> i64 {
        self.x
    }

    #[classattr]
    #[hpy(name = "x")]
    const X: i64 = 1;
}

fn main() {}
