//! `pass_module` without a parameter for it.
use hpy_rs::prelude::*;

#[hpy_function(pass_module)]
fn name(ctx: Context<'_>) -> i64 {
    let _ = ctx;
    42
}

fn main() {}
