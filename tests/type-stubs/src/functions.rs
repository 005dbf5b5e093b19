//! Functions: parameters, results, docs.

use std::collections::HashMap;
use std::future::Ready;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use hpy_rs::prelude::*;
use hpy_rs::types::{PyDateTime, PySet, PyTuple};
use hpy_rs::{Args, Coroutine, Interpreter, create_exception};

create_exception!(hpy_test_stubs, StubError, PyValueError, "Something is wrong.");
create_exception!(hpy_test_stubs, WorseError, StubError);

#[hpy_function]
pub(crate) fn nothing() {}

/// Every kind of parameter.
#[hpy_function(signature = (a, b = -1, /, c = 1.5, *rest, d, e = "x", f = None, **more))]
pub(crate) fn all_kinds(
    a: i64,
    b: i8,
    c: f32,
    rest: Vec<String>,
    d: bool,
    e: &str,
    f: Option<u64>,
    more: HashMap<String, i64>,
) -> Result<(i64, Option<u64>)> {
    let _ = (b, c, rest, d, e, more);
    Ok((a, f))
}

#[hpy_function(signature = (*args, **kwargs))]
pub(crate) fn collected(args: Args<'_, '_>, kwargs: Option<Handle<'_, PyDict>>) -> usize {
    let _ = kwargs;
    args.len()
}

#[hpy_function]
pub(crate) fn anything<'ctx>(ctx: Context<'ctx>, object: &Handle<'ctx>) -> Handle<'ctx> {
    let _ = ctx;
    object.clone()
}

#[hpy_function]
pub(crate) fn given<'ctx>(
    list: &Handle<'ctx, PyList>,
    set: Option<&Handle<'ctx, PySet>>,
    time: Borrowed<'_, 'ctx, PyDateTime>,
    kind: Py<PyType>,
) -> Handle<'ctx, PyTuple> {
    let _ = (set, time, kind);
    list.to_tuple().unwrap_or_else(|_| unreachable!())
}

#[hpy_function]
pub(crate) fn numbers(a: u8, b: i128, c: std::num::NonZero<u16>, d: f64) -> (u8, i128, f64) {
    let _ = c;
    (a, b, d)
}

#[hpy_function]
pub(crate) async fn awaited(python: Interpreter, number: u8) -> Result<Option<u8>> {
    let _ = python;
    Ok(Some(number))
}

#[hpy_function(signature = (number: "typing.SupportsInt") -> "str")]
pub(crate) async fn awaited_as_said(number: Py) -> Py {
    number
}

#[hpy_function]
pub(crate) fn texts(a: &str, b: String, c: char, d: &[u8], e: Vec<u8>) -> (String, char, Vec<u8>) {
    let _ = (a, d);
    (b, c, e)
}

#[hpy_function]
pub(crate) fn standard(path: PathBuf, wait: Duration, since: SystemTime) -> (PathBuf, Duration, SystemTime) {
    (path, wait, since)
}

#[hpy_function]
pub(crate) fn ready(text: String) -> Vec<Coroutine<Ready<String>>> {
    vec![Coroutine::new("ready", std::future::ready(text))]
}

/// The types are said here.
#[hpy_function(signature = (a: "collections.abc.Iterable[int]", b: "typing.Literal['x', \"y\"]", *rest: "StubError") -> "list[decimal.Decimal]")]
pub(crate) fn overridden<'ctx>(a: Handle<'ctx>, b: Handle<'ctx>, rest: Args<'_, 'ctx>) -> Result<Handle<'ctx, PyList>> {
    let _ = (b, rest);
    PyList::empty(a.ctx())
}

/// Ends with a "quote"
#[hpy_function]
pub(crate) fn quoted() {}

/// The first line.
///
/// - more, with `\n` in it
#[hpy_function]
#[doc = concat!("made ", "by a macro")]
pub(crate) fn documented() {}

#[hpy_function(name = "counted_up", signature = (r#type, *, to = usize::MAX))]
pub(crate) fn counted(r#type: usize, to: usize) -> std::result::Result<usize, std::num::TryFromIntError> {
    let _ = to;
    Ok(r#type)
}

#[hpy_function(text_signature = None)]
pub(crate) fn described(ip: std::net::IpAddr) -> std::net::IpAddr {
    ip
}
