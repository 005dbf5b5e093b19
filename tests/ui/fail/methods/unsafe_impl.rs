//! An unsafe block.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

trait Marker {}

#[hpy_methods]
unsafe impl Point {
    fn norm(&self) -> i64 {
        self.x
    }
}

fn main() {}
