//! An enum without variants.
use hpy_rs::prelude::*;

#[hpy_type]
enum Never {}

fn main() {}
