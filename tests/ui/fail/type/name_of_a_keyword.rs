//! A type whose own name is a keyword of Python.
use hpy_rs::prelude::*;

#[allow(non_camel_case_types)]
#[hpy_type]
struct lambda;

fn main() {}
