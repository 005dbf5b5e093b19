//! Options of PyO3 that there cannot be.
use hpy_rs::prelude::*;

#[hpy_type(freelist = 8, immutable_type, gc, from_py_object)]
struct Point {
    x: f64,
}

fn main() {}
