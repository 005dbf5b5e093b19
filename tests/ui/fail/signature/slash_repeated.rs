//! `/` twice.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a, /, b, /))]
fn call(a: i64, b: i64) {
    let _ = (a, b,);
}

fn main() {}
