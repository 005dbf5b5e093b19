//! A `&'static str` argument.
use hpy_rs::prelude::*;

#[hpy_function]
fn length(text: &'static str) -> usize {
    text.len()
}

#[hpy_function]
fn maybe(text: Option<&'static [u8]>) -> bool {
    text.is_some()
}

fn main() {}
