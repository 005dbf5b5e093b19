//! Attributes of PyO3 that a port has left.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_function]
#[pyo3(signature = (a, b = 1))]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_type]
#[pyo3(name = "Point")]
struct PyPoint {
    #[pyo3(get, set)]
    x: i64,
}

#[hpy_methods]
impl PyPoint {
    #[new]
    #[pyo3(signature = (x = 0))]
    fn new(x: i64) -> Self {
        PyPoint { x }
    }

    #[pyo3(name = "LIMIT")]
    #[classattr]
    const MOST: i64 = 1;
}

#[hpy_type]
enum Color {
    #[pyo3(name = "RED")]
    Red,
}

#[hpy_module]
#[pyo3(name = "shapes")]
mod measures {}

fn main() {}
