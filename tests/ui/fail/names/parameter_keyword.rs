//! A parameter that is a keyword of Python.
use hpy_rs::prelude::*;

#[hpy_function]
fn wait(from: i64, r#in: i64) -> i64 {
    from + r#in
}

fn main() {}
