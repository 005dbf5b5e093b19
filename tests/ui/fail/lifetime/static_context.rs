//! A `Context<'static>`.
use hpy_rs::prelude::*;

#[hpy_function]
fn answer(ctx: Context<'static>) -> i64 {
    let _ = ctx;
    42
}

#[hpy_function]
fn list(list: Handle<'static, PyList>) {
    let _ = list;
}

fn main() {}
