//! Unsafe and extern methods: all errors at once.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    unsafe fn touch(&self) {}

    extern "C" fn call(&self) {}
}

fn main() {}
