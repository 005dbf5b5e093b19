//! Options that need subclasses to work.
use hpy_rs::prelude::*;

#[hpy_type(subclass, dict, weakref)]
struct Point {
    x: f64,
}

fn main() {}
