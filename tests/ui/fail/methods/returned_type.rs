//! What is returned cannot go to Python.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn inner(&self) -> std::time::Instant {
        std::time::Instant::now()
    }

    #[getter]
    fn y(&self) -> std::time::Instant {
        std::time::Instant::now()
    }
}

fn main() {}
