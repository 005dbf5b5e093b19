//! A kind of enum that is none.
use hpy_rs::prelude::*;

#[hpy_type(enum = "Flag")]
enum Way {
    North,
}

fn main() {}
