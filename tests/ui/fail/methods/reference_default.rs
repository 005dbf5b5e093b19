//! Defaults of references to values of classes.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[hpy(signature = (other = Point { x: 1 }))]
    fn scale(&self, other: &Point) -> i64 {
        other.x
    }

    #[hpy(signature = (other = Some(1)))]
    fn repeat(&self, other: Option<&Point>) -> i64 {
        0
    }
}

fn main() {}
