//! A rule for names that does not exist.
use hpy_rs::prelude::*;

#[hpy_type(rename_all = "camel_case")]
struct Point {
    x: f64,
}

fn main() {}
