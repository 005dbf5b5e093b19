//! Calls from Rust into Python.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn call_without<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call(())
}

#[hpy_function]
pub(crate) fn call_one<'ctx>(callable: &Handle<'ctx>, argument: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call((argument,))
}

/// Eight Rust values of many types.
#[hpy_function]
pub(crate) fn call_many<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call((1, "two", 3.0, true, None::<i64>, vec![6, 6], ('s', 7), b"8".as_slice()))
}

#[hpy_function]
pub(crate) fn call_tuple<'ctx>(callable: &Handle<'ctx>, arguments: &Handle<'ctx, PyTuple>) -> Result<Handle<'ctx>> {
    callable.call(arguments)
}

#[hpy_function(signature = (callable, /, *arguments))]
pub(crate) fn call_forwarded<'ctx>(callable: &Handle<'ctx>, arguments: Args<'_, 'ctx>) -> Result<Handle<'ctx>> {
    callable.call(arguments)
}

#[hpy_function(signature = (object, name, /, *arguments))]
pub(crate) fn method_forwarded<'ctx>(
    object: &Handle<'ctx>,
    name: &str,
    arguments: Args<'_, 'ctx>,
) -> Result<Handle<'ctx>> {
    object.call_method(name, arguments)
}

#[hpy_function]
pub(crate) fn call_keywords<'ctx>(callable: &Handle<'ctx>, value: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call_with((1, 2), &[("third", value), ("größe", value)])
}

#[hpy_function]
pub(crate) fn call_only_keywords<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call_with((), &[("a", 1), ("b", 2)])
}

/// Keywords that are asked for but none.
#[hpy_function]
pub(crate) fn call_no_keywords<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call_with::<i64>((1,), &[])
}

#[hpy_function]
pub(crate) fn call_same_keyword_twice<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call_with((), &[("a", 1), ("a", 2)])
}

#[hpy_function(signature = (callable, arguments, keywords = None))]
pub(crate) fn call_dict<'ctx>(
    callable: &Handle<'ctx>,
    arguments: &Handle<'ctx, PyTuple>,
    keywords: Option<&Handle<'ctx, PyDict>>,
) -> Result<Handle<'ctx>> {
    callable.call_dict(arguments, keywords)
}

#[hpy_function]
pub(crate) fn call_method<'ctx>(object: &Handle<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    object.call_method(name, ())
}

#[hpy_function]
pub(crate) fn call_method_with<'ctx>(
    object: &Handle<'ctx>,
    name: &Handle<'ctx, PyStr>,
    argument: &Handle<'ctx>,
) -> Result<Handle<'ctx>> {
    object.call_method(name, (argument, 2))
}

#[hpy_function]
pub(crate) fn call_method_keywords<'ctx>(
    object: &Handle<'ctx>,
    name: &str,
    value: &Handle<'ctx>,
) -> Result<Handle<'ctx>> {
    object.call_method_with(name, (1,), &[("key", value)])
}

#[hpy_function]
pub(crate) fn call_interned<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let name = hpy_rs::intern!(object.ctx(), "upper")?;
    object.call_method(&name, ())
}

#[hpy_function]
pub(crate) fn is_callable(object: &Handle<'_>) -> bool {
    object.is_callable()
}

/// Calls once, and again after the first call has failed.
#[hpy_function]
pub(crate) fn call_or_else<'ctx>(first: &Handle<'ctx>, second: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    first.call(()).or_else(|_| second.call(()))
}

/// Calls with an argument that cannot be converted: the call must not happen.
#[hpy_function]
pub(crate) fn call_with_failing_argument<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call((1, Err::<i64, _>(PyValueError::new("no argument")), 3))
}
