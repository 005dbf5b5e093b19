//! A base that is no path.
use hpy_rs::prelude::*;

#[hpy_type(extends = "Base")]
struct Derived {}

#[hpy_type(extends = Vec<u8>)]
struct Bytes {}

fn main() {}
