//! A function of another ABI.
use hpy_rs::prelude::*;

#[hpy_function]
extern "C" fn callback() {}

fn main() {}
