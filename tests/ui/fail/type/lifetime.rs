//! A type that borrows.
use hpy_rs::prelude::*;

#[hpy_type]
struct Name<'a> {
    #[hpy(get)]
    text: &'a str,
}

fn main() {}
