//! Members that are set in a type that never changes.
use hpy_rs::prelude::*;

#[hpy_type(frozen, set_all)]
struct Point {
    x: f64,
}

#[hpy_type(frozen)]
struct Other {
    #[hpy(get, set)]
    x: f64,
}

fn main() {}
