//! A1: a handle that leaves its call through a variable outside.
use hpy_rs::prelude::*;

fn call(work: impl for<'ctx> FnOnce(Context<'ctx>)) {
    let _ = work;
}

fn keep() {
    let mut kept = None;
    call(|ctx| kept = Some(ctx.none().to_owned()));
}

fn main() {}
