//! A union has no members of which one is known to be there.
use hpy_rs::prelude::*;

#[derive(FromPy)]
union Bits {
    whole: u32,
}

fn main() {}
