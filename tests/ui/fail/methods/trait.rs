//! The impl of a trait.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Clone for Point {
    fn clone(&self) -> Self {
        Point { x: self.x }
    }
}

fn main() {}
