//! The interpreter as PyO3 calls it.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a))]
fn call(py: Python<'_>, a: i64) {
    let _ = (py, a);
}

fn main() {}
