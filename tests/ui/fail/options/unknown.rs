//! An option that does not exist.
use hpy_rs::prelude::*;

#[hpy_function(nmae = "sum")]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_module(multiphase = false)]
mod arithmetic {}

fn main() {}
