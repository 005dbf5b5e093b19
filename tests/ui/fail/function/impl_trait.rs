//! A parameter without a name for its type.
use hpy_rs::prelude::*;

#[hpy_function]
fn total(values: impl Iterator<Item = i64>) -> i64 {
    values.sum()
}

fn main() {}
