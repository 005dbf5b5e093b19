//! All ways to take an argument.
#![deny(warnings)]

use std::borrow::Cow;
use std::collections::HashMap;

use hpy_rs::prelude::*;

#[hpy_function(signature = (text, bytes = b"", flag = true, name = "x", list = None, count = None, owned = String::new()))]
fn defaults(
    text: &str,
    bytes: &[u8],
    flag: bool,
    name: &str,
    list: Option<&Handle<'_, PyList>>,
    count: Option<u8>,
    mut owned: String,
) -> usize {
    owned.push_str(text);
    let list = usize::from(list.is_some());
    owned.len() + bytes.len() + usize::from(flag) + name.len() + list + count.map_or(0, usize::from)
}

#[hpy_function(signature = (*args, **kwargs))]
fn views(args: Args<'_, '_>, kwargs: Option<Handle<'_, PyDict>>) -> usize {
    args.len() + usize::from(kwargs.is_some())
}

#[hpy_function(signature = (*args, **kwargs))]
fn collections(args: Vec<i64>, kwargs: HashMap<String, i64>) -> usize {
    args.len() + kwargs.len()
}

#[hpy_function(signature = (*args, **kwargs))]
fn handles(args: &Handle<'_, PyTuple>, kwargs: &Handle<'_, PyDict>) -> Result<usize> {
    Ok(args.len()? + kwargs.len()?)
}

#[hpy_function(signature = (*args, **kwargs))]
fn optional(args: Handle<'_, PyTuple>, kwargs: Option<&Handle<'_, PyDict>>) -> Result<usize> {
    Ok(args.len()? + usize::from(kwargs.is_some()))
}

#[hpy_function(signature = (a, b, /))]
fn typed<'a, 'ctx>(a: Borrowed<'a, 'ctx, PyStr>, b: Cow<'a, str>) -> Result<Handle<'ctx, PyStr>> {
    let _ = b;
    Ok(a.to_owned())
}

#[hpy_function(pass_module, signature = (object, /))]
fn everything<'ctx>(
    ctx: Context<'ctx>,
    module: &Handle<'ctx, PyModule>,
    object: &Handle<'ctx>,
) -> Result<Handle<'ctx>> {
    let _ = (ctx, module);
    Ok(object.clone())
}

/// The interpreter may be asked for anywhere.
#[hpy_function(pass_module, signature = (first, *rest, last = 2))]
fn anywhere<'ctx>(
    module: &Handle<'ctx, PyModule>,
    first: i64,
    mut rest: Vec<i64>,
    mut ctx: Context<'ctx>,
    last: i64,
) -> Result<Handle<'ctx, PyInt>> {
    rest.extend([first, last]);
    ctx = if module.is_none() { module.ctx() } else { ctx };
    PyInt::new(ctx, rest.iter().sum::<i64>())
}

#[hpy_function(signature = (one, other, /))]
fn last(one: i64, other: i64, _: Context<'_>) -> i64 {
    one + other
}

/// The default of an `Option` is what is in it, or an `Option`.
#[hpy_function(signature = (one = 1, two = Some(2), three = i64::MAX, four = "4".parse().ok(), text = "text", none = None))]
fn defaults_of_options(
    one: Option<i64>,
    two: Option<i64>,
    three: Option<i64>,
    four: Option<i64>,
    text: Option<&str>,
    none: Option<String>,
) -> i64 {
    let _ = (text, none);
    [one, two, three, four].into_iter().flatten().sum()
}

#[hpy_function(pass_module)]
fn module_by_value(module: Borrowed<'_, '_, PyModule>) -> Result<String> {
    module.name()
}

/// A result may borrow from the arguments.
#[hpy_function]
fn trimmed(text: &str) -> &str {
    text.trim()
}

#[hpy_function]
fn same<'b, 'ctx>(object: &'b Handle<'ctx>) -> &'b Handle<'ctx> {
    object
}

#[hpy_function]
fn failing(text: &str) -> std::result::Result<i64, std::num::ParseIntError> {
    text.parse()
}

fn main() {}
