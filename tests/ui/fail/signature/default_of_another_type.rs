//! A default that does not fit the parameter.
use hpy_rs::prelude::*;

#[hpy_function(signature = (count = "many"))]
fn call(count: i64) {
    let _ = (count,);
}

fn main() {}
