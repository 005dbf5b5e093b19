//! A4: a handle made without the interpreter.
use hpy_rs::prelude::*;

fn pass<'ctx>(ctx: Context<'ctx>, object: Handle<'ctx>) -> Handle<'ctx> {
    ctx.detach(move || object)
}

fn main() {}
