//! Detours around GraalPy's HPy, where it ends the process or is wrong: the same by Python's own functions.

use std::ffi::CStr;

use hpy_sys::HPy;

use super::runtime::is_graalpy;
use super::{handle, object, text};
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Global, Handle};
use crate::types::{PyFloat, PyInt};
use crate::{PyError, Result};

/// The module `operator`, found once.
static OPERATOR: Global = Global::new();

/// Whether a name must be made an object first: `HPy_GetAttr_s` dies of an empty one, and takes characters of four bytes
/// for others.
#[inline(always)]
pub(super) fn misreads(ctx: Context<'_>, name: &CStr) -> bool {
    is_graalpy(ctx) && (name.is_empty() || name.to_bytes().iter().any(|byte| *byte >= 0xf0))
}

/// Whether the handle of an object holds the value of an int or a float itself.
#[inline(always)]
pub(super) fn has_number_in_handle(object: &Handle<'_>) -> bool {
    is_graalpy(object.ctx()) && is_plain_number(object)
}

/// Whether an object is exactly an int or a float, not of a subclass. The type is asked for only of what passes a check
/// that stays native.
#[cold]
#[inline(never)]
fn is_plain_number(object: &Handle<'_>) -> bool {
    let ctx = object.ctx();
    (object.is_instance_of::<PyInt>() && object::is_exactly(object, &ctx.int_type()))
        || (object.is_instance_of::<PyFloat>() && object::is_exactly(object, &ctx.float_type()))
}

/// That a number is not called: `HPy_Call` takes its value for the number of a handle and calls that.
#[inline(always)]
pub(super) fn refuse_call_of_number(callable: &Handle<'_>) -> Result<()> {
    if has_number_in_handle(callable) { Err(not_callable(callable)) } else { Ok(()) }
}

#[cold]
fn not_callable(object: &Handle<'_>) -> PyError {
    match object.get_type().and_then(|kind| kind.name()) {
        Ok(name) => PyTypeError::new(format!("'{name}' object is not callable")),
        Err(error) => error,
    }
}

/// Calls a function of the module `operator`.
pub(super) fn call_operator<'ctx>(ctx: Context<'ctx>, name: &CStr, arguments: &[HPy]) -> Result<Handle<'ctx>> {
    let operator = OPERATOR.get_or_try_init(ctx, || object::import(ctx, c"operator"))?;
    object::call(&object::get_attr_c(&operator, name)?, arguments, None, 0)
}

/// The attribute. `HPy_GetAttr` ends the process for an empty name.
#[cold]
#[inline(never)]
pub(super) fn get_attr<'ctx>(object: &Handle<'ctx>, name: &Handle<'_>) -> Result<Handle<'ctx>> {
    if object::length(name)? == 0 {
        return call_getattr(object, name);
    }
    handle!(object.ctx(), HPy_GetAttr(object.as_raw(), name.as_raw()))
}

/// Calls the builtin `getattr`.
fn call_getattr<'ctx>(object: &Handle<'ctx>, name: &Handle<'_>) -> Result<Handle<'ctx>> {
    let key = text::new_str(object.ctx(), "getattr")?;
    let getattr = object::get_item(&object.ctx().builtins(), &key)?;
    object::call(&getattr, &[object.as_raw(), name.as_raw()], None, 0)
}
