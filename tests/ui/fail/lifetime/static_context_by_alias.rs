//! A `Context<'static>`, behind an alias.
use hpy_rs::prelude::*;

mod alias {
    pub type Context = hpy_rs::Context<'static>;
}

#[hpy_function]
fn answer(ctx: alias::Context) -> i64 {
    let _ = ctx;
    42
}

fn main() {}
