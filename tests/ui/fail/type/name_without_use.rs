//! A name of what Python does not see.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    #[hpy(name = "ex")]
    x: f64,
}

fn main() {}
