//! `*` with nothing to mark.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a, *))]
fn call(a: i64) {
    let _ = (a,);
}

#[hpy_function(signature = (*, **kwargs))]
fn second(kwargs: Option<Handle<'_, PyDict>>) {
    let _ = (kwargs,);
}

fn main() {}
