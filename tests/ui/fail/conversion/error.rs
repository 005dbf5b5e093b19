//! An error type that is no Python exception.
use hpy_rs::prelude::*;

struct Broken;

#[hpy_function]
fn mend() -> std::result::Result<i64, Broken> {
    Err(Broken)
}

fn main() {}
