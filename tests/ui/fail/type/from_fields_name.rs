//! Members whose names no parameter can have.
use hpy_rs::prelude::*;

#[hpy_type(new = "from_fields")]
struct Range {
    from: i64,
    to: &'static str,
}

fn main() {}
