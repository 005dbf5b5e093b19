//! The names of generated variables, lifetimes and statics are not those of the user.
#![allow(non_upper_case_globals, reason = "patterns must not mean these")]
#![allow(dead_code)]

use hpy_rs::prelude::*;

const bound: i64 = 1;
static SIGNATURE: i64 = 2;

fn argument() -> i64 {
    3
}

mod ctx {
    pub(crate) fn module() -> i64 {
        4
    }
}

#[hpy_function(signature = (ctx = ctx::module(), module = bound, arguments = SIGNATURE, names = argument()))]
fn call(ctx: i64, module: i64, arguments: i64, names: i64) -> i64 {
    ctx + module + arguments + names
}

/// A parameter with the name of the function, and lifetimes with the names of ours.
#[hpy_function]
fn first<'a, 'ctx, 'b>(first: &'b Handle<'ctx>, _text: &'a str) -> Handle<'ctx> {
    first.clone()
}

fn main() {}
