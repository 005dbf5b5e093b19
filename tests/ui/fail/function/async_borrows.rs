//! What an async function borrows from the call, or gives of it.
#![allow(unused)]

use std::borrow::Cow;

use hpy_rs::Interpreter;
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_function]
async fn texts(text: &str, bytes: Option<&[u8]>, cow: Cow<'_, str>, names: Vec<&str>, count: &i64) {}

#[hpy_function]
async fn objects(handle: &Handle<'_>, borrowed: Borrowed<'_, '_>, guard: PyRef<'_, '_, Point>, point: &mut Point) {}

#[hpy_function(signature = (*rest))]
async fn collected(rest: Args<'_, '_>, ctx: Context<'_>) {}

#[hpy_function]
async fn twice(python: Interpreter, x: i64, again: Interpreter) {}

#[hpy_function]
async fn given<'ctx>(object: Py) -> Result<Handle<'ctx>> {
    todo!()
}

#[hpy_function(pass_module)]
async fn of_module(module: &Handle<'_, PyModule>) {}

fn main() {}
