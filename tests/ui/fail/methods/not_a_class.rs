//! A type without `#[hpy_type]`.
#![allow(unused)]

use hpy_rs::prelude::*;

struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn norm(&self) -> i64 {
        self.x
    }
}

fn main() {}
