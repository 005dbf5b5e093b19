//! A generic function.
use hpy_rs::prelude::*;

#[hpy_function]
fn double<T: Into<f64>, const N: usize>(value: T) -> f64 {
    value.into() * 2.0
}

fn main() {}
