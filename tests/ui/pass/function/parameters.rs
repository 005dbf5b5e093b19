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
