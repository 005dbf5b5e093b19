//! A constructor from fields that no object can be converted to.
use hpy_rs::prelude::*;

struct Opaque;

#[hpy_type(new = "from_fields")]
struct Point {
    x: Opaque,
}

fn main() {}
