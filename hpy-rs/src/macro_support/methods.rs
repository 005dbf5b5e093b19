//! What a method leaves open that is made up of several in Rust, of which some are not there.

use super::outcome::{Failure, Leave, leave};
use crate::Result;
use crate::context::Context;
use crate::error::{PyAttributeError, PyTypeError};
use crate::handle::{Borrowed, Leaving};

/// A property that has no setter, or no deleter (where there is no value).
///
/// # Errors
/// `AttributeError`, always.
#[cold]
pub fn cannot_change_attribute(value: Option<Borrowed<'_, '_>>) -> Result<(), Failure> {
    let text = if value.is_some() { "can't set attribute" } else { "can't delete attribute" };
    Err(PyAttributeError::new(text).into())
}

/// An object that has no `__setitem__`, or no `__delitem__` (where there is no value).
///
/// # Errors
/// `TypeError`, always.
#[cold]
pub fn cannot_change_item(slf: Borrowed<'_, '_>, value: Option<Borrowed<'_, '_>>) -> Result<(), Failure> {
    let text = if value.is_some() { "does not support item assignment" } else { "doesn't support item deletion" };
    let name = slf.get_type().and_then(|class| class.shown_name())?;
    Err(PyTypeError::new(format!("'{name}' object {text}")).into())
}

/// `!=` from what `__eq__` gave.
///
/// # Errors
/// What asking it for its truth raises.
pub fn negated<'ctx>(equal: Leaving<'ctx>, ctx: Context<'ctx>) -> Leave<'ctx> {
    let equal = equal.into_handle(ctx)?;
    if equal.is(&ctx.not_implemented()) {
        return Ok(equal.into());
    }
    leave(!equal.is_truthy()?, ctx)
}
