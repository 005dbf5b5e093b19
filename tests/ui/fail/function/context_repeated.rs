//! Two contexts.
use hpy_rs::prelude::*;

#[hpy_function]
fn length(ctx: Context<'_>, text: &str, again: Context<'_>) -> usize {
    let _ = (ctx, again);
    text.len()
}

fn main() {}
