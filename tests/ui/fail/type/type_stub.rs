//! Lines for stubs that are no text, or of a class that has none.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type(type_stub)]
struct Without {}

#[hpy_type(type_stub = 1)]
struct Number {}

#[hpy_type(enum = "Enum", type_stub = "x: int")]
#[derive(Clone, Copy)]
enum Kind {
    One,
}

fn main() {}
