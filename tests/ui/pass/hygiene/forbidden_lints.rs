//! Expansions contain nothing that a strict crate forbids, and need no `allow` that a `forbid` would refuse.
#![forbid(
    unsafe_code,
    missing_docs,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    unreachable_pub,
    unused,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    trivial_casts,
    non_local_definitions,
    unused_results,
    deprecated
)]

use hpy_rs::prelude::*;

/// Of attributes.
#[derive(FromPy, IntoPy, Debug)]
pub struct Person {
    /// What it is called.
    pub name: String,
    /// How old.
    #[hpy(item = "years", default = 0)]
    pub age: u8,
}

/// Of whatever fits.
#[derive(FromPy, IntoPy, Debug)]
pub enum Who<'a, 'ctx> {
    /// By name.
    Name(&'a str),
    /// By what it is.
    Person(Person),
    /// By two.
    Pair(i64, Handle<'ctx>),
}

/// Without arguments.
#[hpy_function]
pub fn nothing() {}

/// Awaited.
#[hpy_function]
pub async fn later(text: String) -> usize {
    text.len()
}

/// With one.
#[hpy_function(signature = (text, /))]
pub fn one(text: &str) -> usize {
    text.len()
}

/// With all kinds.
#[hpy_function(signature = (a, b = 1, /, c = None, *args, d, **kwargs))]
pub fn all(
    ctx: Context<'_>,
    a: &Handle<'_>,
    b: i64,
    c: Option<&Handle<'_, PyList>>,
    args: &Handle<'_, PyTuple>,
    d: bool,
    kwargs: Option<&Handle<'_, PyDict>>,
) -> Result<bool> {
    let _ = (ctx.import("sys")?, args.len());
    Ok(a.is_none() && b == 1 && c.is_none() && d && kwargs.is_none())
}

/// A module.
#[hpy_module]
pub mod strict {
    use hpy_rs::prelude::*;

    #[hpy_export]
    pub use super::{all, nothing, one};

    /// A constant.
    #[hpy_export]
    pub const LIMIT: i64 = 3;

    /// Inside.
    #[hpy_module]
    pub mod inner {}

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("x", 1)
    }
}

fn main() {}
