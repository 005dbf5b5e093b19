//! A text of what cannot be shown.
use hpy_rs::prelude::*;

struct Opaque;

#[hpy_type(str)]
struct Point {
    x: f64,
}

#[hpy_type(str = "{x}")]
struct Line {
    x: Opaque,
}

fn main() {}
