//! A4: a handle used without the interpreter.
use hpy_rs::prelude::*;

#[hpy_function]
fn length(ctx: Context<'_>, list: &Handle<'_, PyList>) -> bool {
    ctx.detach(|| list.is_none())
}

fn main() {}
