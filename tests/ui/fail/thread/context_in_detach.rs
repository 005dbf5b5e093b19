//! A4: a context used without the interpreter.
use hpy_rs::prelude::*;

#[hpy_function]
fn sleep(ctx: Context<'_>) -> bool {
    ctx.detach(|| ctx.import("time").is_ok())
}

fn main() {}
