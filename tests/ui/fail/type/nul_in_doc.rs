//! A NUL in a doc text.
use hpy_rs::prelude::*;

#[doc = "a\0b"]
#[hpy_type]
struct Point {
    /// Fine.
    #[doc = "a\0b"]
    #[hpy(get)]
    x: f64,
}

fn main() {}
