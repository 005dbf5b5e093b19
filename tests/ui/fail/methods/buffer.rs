//! Buffers are exported by a trait.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __getbuffer__(&self) {}

    fn __releasebuffer__(&self) {}
}

fn main() {}
