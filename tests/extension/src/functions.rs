//! `#[hpy_function]`: calling conventions, the parameters that Python does not pass, names and doc texts.

use std::borrow::Cow;

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn nothing() {}

/// The answer.
#[hpy_function]
pub(crate) fn answer() -> i64 {
    42
}

/// Gives back its argument.
///
/// A second paragraph, with "quotes", a \backslash and ünicode.
///
///     indented(code)
#[hpy_function(signature = (value, /))]
pub(crate) fn identity<'ctx>(value: &Handle<'ctx>) -> Handle<'ctx> {
    value.clone()
}

#[hpy_function(signature = (value, /))]
pub(crate) fn successor(value: i64) -> i64 {
    value + 1
}

#[hpy_function(signature = (first, second, third = 0, /))]
pub(crate) fn weighted(first: i64, second: i64, third: i64) -> i64 {
    first + 10 * second + 100 * third
}

/// Add two integers.
#[hpy_function]
pub(crate) fn add(a: i64, b: i64) -> i64 {
    a + b
}

#[hpy_function]
pub(crate) fn with_context(ctx: Context<'_>) -> Result<Handle<'_, PyInt>> {
    PyInt::new(ctx, 7)
}

#[hpy_function]
pub(crate) fn with_context_and_argument<'ctx>(ctx: Context<'ctx>, item: &Handle<'ctx>) -> Result<Handle<'ctx, PyList>> {
    PyList::new(ctx, [item])
}

/// The context wherever it stands; the parameters of Python keep their order.
#[hpy_function(signature = (first, /, second = 2, *rest, **others))]
pub(crate) fn context_between<'a, 'ctx>(
    first: i64,
    second: i64,
    ctx: Context<'ctx>,
    rest: Args<'a, 'ctx>,
    others: Option<Handle<'ctx, PyDict>>,
) -> (i64, i64, Vec<Borrowed<'a, 'ctx>>, Handle<'ctx>) {
    let others = others.map_or_else(|| ctx.none().to_owned().into_any(), Handle::into_any);
    (first, second, rest.iter().collect(), others)
}

#[hpy_function(signature = (item, /))]
pub(crate) fn context_last<'ctx>(item: &Handle<'ctx>, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyList>> {
    PyList::new(ctx, [item])
}

#[hpy_function(pass_module)]
pub(crate) fn module_then_context<'ctx>(
    module: &Handle<'ctx, PyModule>,
    ctx: Context<'ctx>,
    value: i64,
) -> Result<Handle<'ctx, PyTuple>> {
    (module.name()?, value).into_py(ctx)
}

#[hpy_function(pass_module)]
pub(crate) fn module_first<'ctx>(
    module: &Handle<'ctx, PyModule>,
    value: i64,
    ctx: Context<'ctx>,
) -> Result<Handle<'ctx, PyTuple>> {
    (module.name()?, value).into_py(ctx)
}

#[hpy_function(pass_module)]
pub(crate) fn module_name(module: &Handle<'_, PyModule>) -> Result<String> {
    module.name()
}

#[hpy_function(pass_module, signature = (value, /))]
pub(crate) fn module_and_one<'a, 'ctx>(
    module: Borrowed<'a, 'ctx, PyModule>,
    value: i64,
) -> (Borrowed<'a, 'ctx, PyModule>, i64) {
    (module, value)
}

#[hpy_function(pass_module, signature = (*values))]
pub(crate) fn module_and_many<'ctx>(
    _ctx: Context<'ctx>,
    module: &Handle<'ctx, PyModule>,
    values: Args<'_, 'ctx>,
) -> Result<(String, usize)> {
    Ok((module.name()?, values.len()))
}

#[hpy_function(pass_module)]
pub(crate) fn module_and_keyword(module: &Handle<'_, PyModule>, value: &str) -> Result<String> {
    Ok(format!("{}:{value}", module.name()?))
}

#[hpy_function(signature = (object = None))]
pub(crate) fn optional_handle(object: Option<&Handle<'_>>) -> Result<String> {
    object.map_or_else(|| Ok("nothing".to_owned()), |object| object.repr()?.to_string())
}

#[hpy_function(signature = (list = None, /))]
pub(crate) fn optional_list(list: Option<&Handle<'_, PyList>>) -> Result<Option<usize>> {
    list.map(|list| list.len()).transpose()
}

#[hpy_function]
pub(crate) fn owned_handle<'ctx>(object: Handle<'ctx>, list: Handle<'ctx, PyList>) -> Result<Handle<'ctx, PyList>> {
    list.append(object)?;
    Ok(list)
}

#[hpy_function]
pub(crate) fn borrowed_handle<'a, 'ctx>(
    object: Borrowed<'a, 'ctx>,
    text: Borrowed<'a, 'ctx, PyStr>,
) -> Result<(Borrowed<'a, 'ctx>, &'a str)> {
    Ok((object, text.to_str()?))
}

#[hpy_function]
pub(crate) fn longer<'a>(one: &'a str, other: &'a str) -> &'a str {
    if other.len() > one.len() { other } else { one }
}

#[hpy_function]
pub(crate) fn kinds(text: &str, owned: String, either: Cow<'_, str>, bytes: &[u8]) -> String {
    format!("{text} {owned} {either} {bytes:?}")
}

#[hpy_function]
pub(crate) fn r#type(r#fn: i64, r#match: i64) -> i64 {
    r#fn - r#match
}

#[hpy_function(name = "renamed")]
pub(crate) fn name_in_rust() -> &'static str {
    "renamed"
}

/// Größe.
#[hpy_function(name = "größe")]
pub(crate) fn size(länge: i64) -> i64 {
    länge * 2
}

#[hpy_function(text_signature = "(start, stop=10, /, *items)")]
pub(crate) fn described(a: i64) -> i64 {
    a
}

/// No signature, but this.
#[hpy_function(text_signature = None)]
pub(crate) fn undescribed(a: i64) -> i64 {
    a
}

#[hpy_function]
pub(crate) fn fallible(fail: bool) -> Result<&'static str, std::num::ParseIntError> {
    if fail { "x".parse::<i64>().map(|_| "") } else { Ok("fine") }
}

#[cfg(any())]
#[hpy_function]
pub(crate) fn conditional() {}

#[hpy_function]
pub(crate) fn ping(times: u32) -> u32 {
    if times == 0 { 0 } else { 1 + ping(times - 1) }
}

/// Calls a function with `callable(*arguments, **keywords)` from Rust.
#[hpy_function(signature = (callable, *arguments, **keywords))]
pub(crate) fn relay<'ctx>(
    callable: &Handle<'ctx>,
    arguments: Handle<'ctx, PyTuple>,
    keywords: Option<Handle<'ctx, PyDict>>,
) -> Result<Handle<'ctx>> {
    callable.call_dict(&arguments, keywords.as_ref())
}
