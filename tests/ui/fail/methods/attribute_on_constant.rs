//! Constants are class attributes or nothing.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    const X: i64 = 1;

    #[hpy(name = "y")]
    const Y: i64 = 1;

    #[classattr]
    #[staticmethod]
    const Z: i64 = 1;
}

fn main() {}
