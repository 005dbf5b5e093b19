//! A context that is not behind the receiver, or by reference.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn late(&self, x: i64, ctx: Context<'_>) {}

    fn by_reference(&self, ctx: &Context<'_>) {}
}

fn main() {}
