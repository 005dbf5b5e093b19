//! A `&'static str` argument, behind an alias.
use hpy_rs::prelude::*;

type Text = &'static str;

#[hpy_function]
fn length(text: Text) -> usize {
    text.len()
}

fn main() {}
