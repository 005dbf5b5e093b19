//! A reference to a context.
use hpy_rs::prelude::*;

#[hpy_function]
fn answer(ctx: &Context<'_>) -> i64 {
    let _ = ctx;
    42
}

fn main() {}
