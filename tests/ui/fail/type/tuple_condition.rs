//! A member of a tuple that is there only sometimes.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point(#[cfg(unix)] f64, f64);

fn main() {}
