//! An option of PyO3 that is not needed.
use hpy_rs::prelude::*;

#[hpy_type(skip_from_py_object)]
#[derive(Clone)]
struct Point {
    x: f64,
}

fn main() {}
