//! A4: arguments used without the interpreter.
use hpy_rs::prelude::*;

#[hpy_function(signature = (*args))]
fn count(ctx: Context<'_>, args: Args<'_, '_>) -> usize {
    ctx.detach(|| args.len())
}

fn main() {}
