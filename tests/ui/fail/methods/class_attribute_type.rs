//! A class attribute that is no object.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[classattr]
    const START: std::cmp::Ordering = std::cmp::Ordering::Less;

    #[classattr]
    const OTHER: std::cell::Cell<i64> = std::cell::Cell::new(1);
}

fn main() {}
