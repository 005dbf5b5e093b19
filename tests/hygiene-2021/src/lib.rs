//! What the macros expand to in a crate of edition 2021 that denies every lint it can.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::shadow_unrelated,
    clippy::unwrap_used,
    clippy::panic
)]
#![expect(clippy::redundant_pub_crate, reason = "`unreachable_pub` wants the contrary")]

mod methods;
mod types;

use hpy_rs::prelude::*;

/// Without parameters.
#[hpy_function]
const fn answer() -> i64 {
    42
}

/// With one.
#[hpy_function(signature = (text, /))]
const fn length(text: &str) -> usize {
    text.len()
}

/// With positional-only ones.
#[hpy_function(signature = (first, second = -1, /, *rest))]
fn largest(first: i64, second: i64, rest: Args<'_, '_>) -> Result<i64> {
    let rest = rest.iter().map(|value| value.extract()).collect::<Result<Vec<i64>>>()?;
    Ok(rest.into_iter().fold(first.max(second), i64::max))
}

/// With every kind.
#[hpy_function(signature = (object, list = None, *args, flag = true, **kwargs), pass_module)]
fn every<'ctx>(
    module: &Handle<'ctx, PyModule>,
    object: &Handle<'ctx>,
    list: Option<&Handle<'_, PyList>>,
    args: &Handle<'_, PyTuple>,
    flag: bool,
    kwargs: Option<&Handle<'_, PyDict>>,
) -> Result<usize> {
    module.set_attr("last", object)?;
    let present = [list.is_some(), kwargs.is_some(), flag];
    Ok(args.len()? + present.into_iter().filter(|present| *present).count())
}

/// A module of the edition.
#[hpy_module(name = "hygiene_2021")]
mod hygiene {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use super::methods::Labelled;
    #[hpy_export]
    use super::{answer, every, largest, length};

    #[hpy_export]
    use super::types::{is_leaf, reversed, tree, Color, Name, Node, Point, Shape, Tree, Unit, Way};

    /// The year.
    #[hpy_export]
    const EDITION: i64 = 2021;

    /// A module inside it.
    #[hpy_module]
    mod inner {
        #[hpy_export]
        use super::super::length;
    }

    /// Sets one more attribute.
    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("ready", true)
    }
}
