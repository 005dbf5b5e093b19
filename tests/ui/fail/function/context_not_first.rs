//! A context behind another parameter.
use hpy_rs::prelude::*;

#[hpy_function]
fn length(text: &str, ctx: Context<'_>) -> usize {
    let _ = ctx;
    text.len()
}

fn main() {}
