//! A hash of what changes, or cannot be compared.
use hpy_rs::prelude::*;

#[hpy_type(hash)]
#[derive(Hash)]
struct Point {
    x: i64,
}

fn main() {}
