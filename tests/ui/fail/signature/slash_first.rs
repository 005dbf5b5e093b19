//! `/` with nothing before it.
use hpy_rs::prelude::*;

#[hpy_function(signature = (/, a))]
fn call(a: i64) {
    let _ = (a,);
}

fn main() {}
