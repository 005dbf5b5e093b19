//! What is borrowed from the object has one lifetime.
use hpy_rs::prelude::*;

#[derive(FromPy)]
enum Text<'a, 'b> {
    First(&'a str),
    Second(&'b str),
}

fn main() {}
