//! Something that is neither a struct nor an enum.
use hpy_rs::prelude::*;

#[hpy_type]
fn point() {}

#[hpy_type]
type Number = i64;

fn main() {}
