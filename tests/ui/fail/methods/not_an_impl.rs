//! A struct.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
struct Shape;

fn main() {}
