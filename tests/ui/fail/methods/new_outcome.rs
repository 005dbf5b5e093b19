//! A constructor that makes something else.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    fn new() -> i64 {
        1
    }
}

fn main() {}
