//! A parameter that the signature leaves out.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a))]
fn call(a: i64, b: i64, c: i64) {
    let _ = (a, b, c,);
}

fn main() {}
