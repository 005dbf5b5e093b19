//! A required parameter behind one with a default.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a = 1, b))]
fn call(a: i64, b: i64) {
    let _ = (a, b,);
}

fn main() {}
