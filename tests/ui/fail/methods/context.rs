//! Two contexts, or one by reference.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn twice(&self, ctx: Context<'_>, x: i64, again: Context<'_>) {}

    fn by_reference(&self, ctx: &Context<'_>) {}
}

fn main() {}
