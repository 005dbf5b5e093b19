//! A name that is no parameter.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a, c = 1))]
fn call(a: i64) {
    let _ = (a,);
}

#[hpy_function(signature = (a))]
fn second() {
}

fn main() {}
