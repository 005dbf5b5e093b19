//! A union that is to be traversed.
use hpy_rs::prelude::*;

use hpy_rs::Traverse;

#[derive(Traverse)]
union Word {
    number: u32,
    bytes: [u8; 4],
}

fn main() {}
