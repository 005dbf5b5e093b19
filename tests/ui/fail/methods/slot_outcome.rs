//! Results that the dunder does not have.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __len__(&self) -> i64 {
        1
    }

    fn __bool__(&self) -> i64 {
        1
    }

    fn __hash__(&self) -> String {
        String::new()
    }

    fn __iadd__(&mut self, other: i64) -> i64 {
        other
    }

    fn __next__(&mut self) -> std::time::Instant {
        std::time::Instant::now()
    }

    #[setter]
    fn set_x(&mut self, x: i64) -> i64 {
        x
    }
}

fn main() {}
