//! A2: a context kept in a thread-local.
use hpy_rs::prelude::*;

use std::cell::Cell;

thread_local! {
    static KEPT: Cell<Option<Context<'static>>> = const { Cell::new(None) };
}

#[hpy_function]
fn keep(ctx: Context<'_>) {
    KEPT.set(Some(ctx));
}

fn main() {}
