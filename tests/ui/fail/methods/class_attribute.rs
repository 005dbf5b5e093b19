//! A class attribute is made of nothing.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[classattr]
    fn unit(x: i64) -> i64 {
        x
    }
}

fn main() {}
