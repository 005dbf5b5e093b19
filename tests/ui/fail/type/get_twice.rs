//! Members that are given what all have.
use hpy_rs::prelude::*;

#[hpy_type(get_all, set_all)]
struct Point {
    #[hpy(get)]
    x: f64,
    #[hpy(set, name = "ypsilon")]
    y: f64,
}

fn main() {}
