//! An option without its value.
use hpy_rs::prelude::*;

#[hpy_function(name)]
fn one() -> i64 {
    1
}

#[hpy_function(signature = )]
fn two() -> i64 {
    2
}

fn main() {}
