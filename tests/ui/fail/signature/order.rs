//! Parameters in another order.
use hpy_rs::prelude::*;

#[hpy_function(signature = (b, a))]
fn call(a: i64, b: i64) {
    let _ = (a, b,);
}

fn main() {}
