//! The context in a signature.
use hpy_rs::prelude::*;

#[hpy_function(signature = (ctx, a))]
fn call(ctx: Context<'_>, a: i64) {
    let _ = (ctx, a,);
}

fn main() {}
