//! Options that are not written as such.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    #[hpy = "get"]
    x: f64,
    #[hpy(get set)]
    y: f64,
    #[hpy(get = true)]
    z: f64,
    #[hpy(get, name)]
    w: f64,
}

fn main() {}
