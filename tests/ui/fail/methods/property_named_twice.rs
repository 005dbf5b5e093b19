//! Two names for a property.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter(x)]
    #[hpy(name = "y")]
    fn x(&self) -> i64 {
        self.x
    }
}

fn main() {}
