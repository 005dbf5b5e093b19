//! Names that no attribute can have.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    #[hpy(get, name = "x axis")]
    x: f64,
    #[hpy(get)]
    lambda: f64,
    from: f64,
}

fn main() {}
