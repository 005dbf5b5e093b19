//! A receiver cannot live for ever.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn keep(slf: &Handle<'static, Self>) {}
}

fn main() {}
