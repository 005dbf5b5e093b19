//! Errors of all kinds in one item.
use hpy_rs::prelude::*;

#[hpy_type(eqq, ord, hash, name = "1", mapping, sequence)]
struct Point<T> {
    #[hpy(get, sett)]
    lambda: T,
    #[hpy(get, name = "x")]
    y: f64,
    #[hpy(get, name = "x")]
    z: f64,
}

fn main() {}
