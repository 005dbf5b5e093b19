//! Options that are given twice.
use hpy_rs::prelude::*;

#[hpy_type(eq, name = "P", eq, name = "Q")]
#[derive(PartialEq)]
struct Point {
    #[hpy(get)]
    #[hpy(name = "a", get)]
    x: f64,
}

fn main() {}
