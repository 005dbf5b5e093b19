//! An ordinary method without a receiver.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn origin() -> i64 {
        0
    }

    fn sum(a: i64, b: i64) -> i64 {
        a + b
    }
}

fn main() {}
