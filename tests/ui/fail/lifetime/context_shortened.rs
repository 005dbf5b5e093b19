//! A context is invariant: none fits another.
use hpy_rs::prelude::*;

fn shorten<'short, 'long: 'short>(ctx: Context<'long>) -> Context<'short> {
    ctx
}

fn main() {}
