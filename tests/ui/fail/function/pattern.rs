//! Parameters without a name.
use hpy_rs::prelude::*;

#[hpy_function]
fn norm((x, y): (f64, f64), _: bool) -> f64 {
    x.hypot(y)
}

fn main() {}
