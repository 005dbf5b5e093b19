//! A type that would hide a primitive one.
use hpy_rs::prelude::*;

#[allow(non_camel_case_types)]
#[hpy_type(name = "Byte")]
struct u8;

fn main() {}
