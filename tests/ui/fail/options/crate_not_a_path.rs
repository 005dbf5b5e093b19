//! A `crate` that is no path.
use hpy_rs::prelude::*;

#[hpy_function(crate = 3)]
fn three() -> i64 {
    3
}

#[hpy_function(crate = "hpy rs")]
fn four() -> i64 {
    4
}

fn main() {}
