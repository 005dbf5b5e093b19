//! A member cannot borrow from an attribute, which is gone when the conversion ends.
use hpy_rs::prelude::*;

#[derive(FromPy)]
struct Person<'a> {
    name: &'a str,
}

fn main() {}
