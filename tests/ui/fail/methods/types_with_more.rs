//! A signature that says more than types, where Python decides about the parameters.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[hpy(signature = (key: "int" = 1) -> "int")]
    fn __getitem__(&self, key: i64) -> i64 {
        key
    }

    #[getter]
    #[hpy(signature = (other: "int") -> "int")]
    fn x(&self) -> i64 {
        self.x
    }
}

fn main() {}
