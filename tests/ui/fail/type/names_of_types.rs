//! Names that no class can have.
use hpy_rs::prelude::*;

#[hpy_type(name = "my point")]
struct Point;

#[hpy_type(name = "None")]
enum Maybe {
    Not,
}

fn main() {}
