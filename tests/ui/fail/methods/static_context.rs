//! A context that lives for ever.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn keep(&self, ctx: Context<'static>) {}

    fn hold(&self, other: &'static Point) {}
}

fn main() {}
