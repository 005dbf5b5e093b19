//! Options of a member that are there only sometimes.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    #[cfg_attr(unix, hpy(get))]
    x: f64,
    #[cfg_attr(unix, allow(dead_code))]
    y: f64,
}

fn main() {}
