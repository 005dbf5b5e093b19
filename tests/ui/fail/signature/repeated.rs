//! A name twice.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a, a))]
fn call(a: i64) {
    let _ = (a,);
}

fn main() {}
