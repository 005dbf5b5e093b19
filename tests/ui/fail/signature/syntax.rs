//! Signatures that are no lists.
use hpy_rs::prelude::*;

#[hpy_function(signature = a, b)]
fn call(a: i64, b: i64) {
    let _ = (a, b,);
}

#[hpy_function(signature = (a: i64))]
fn second(a: i64) {
    let _ = (a,);
}

#[hpy_function(signature = (a = ))]
fn third(a: i64) {
    let _ = (a,);
}

fn main() {}
