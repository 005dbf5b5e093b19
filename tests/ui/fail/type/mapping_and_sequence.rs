//! A class that is both.
use hpy_rs::prelude::*;

#[hpy_type(mapping, sequence)]
struct Table {}

fn main() {}
