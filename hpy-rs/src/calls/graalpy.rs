//! Detours around GraalPy's HPy, where it ends the process or is wrong: the same by Python's own functions.
//!
//! What is out of line takes handles by value: a reference would have every caller keep them in memory.

use std::ffi::CStr;

use hpy_sys::HPy;

use super::{handle, object, text};
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Borrowed, Global, Handle};
use crate::types::{PyFloat, PyInt, PyType};
use crate::{PyError, Result};

/// The module `operator`, found once.
static OPERATOR: Global = Global::new();

/// Whether they are needed. Told by the comparison that the call itself makes, where all is plain.
#[inline(always)]
pub(super) fn is_here(ctx: Context<'_>) -> bool {
    let state = ctx.state();
    !state.is_plain() && state.needs_detours()
}

/// Whether a name must be made an object first: `HPy_GetAttr_s` dies of an empty one, and takes characters of four bytes
/// for others.
#[inline(always)]
pub(super) fn misreads(ctx: Context<'_>, name: &CStr) -> bool {
    is_here(ctx) && (name.is_empty() || name.to_bytes().iter().any(|byte| *byte >= 0xf0))
}

/// Whether the handle of an object holds the value of an int or a float itself.
#[inline(always)]
pub(super) fn has_number_in_handle(object: &Handle<'_>) -> bool {
    is_here(object.ctx()) && is_plain_number(object.as_borrowed())
}

/// Whether an object is exactly an int or a float, not of a subclass. The type is asked for only of what passes a check
/// that stays native.
#[cold]
#[inline(never)]
fn is_plain_number(object: Borrowed<'_, '_>) -> bool {
    let ctx = object.ctx();
    (object.is_instance_of::<PyInt>() && object::is_exactly(&object, &ctx.int_type()))
        || (object.is_instance_of::<PyFloat>() && object::is_exactly(&object, &ctx.float_type()))
}

/// That a number is not called: `HPy_Call` takes its value for the number of a handle and calls that.
#[inline(always)]
pub(super) fn refuse_call_of_number(callable: &Handle<'_>) -> Result<()> {
    if has_number_in_handle(callable) { Err(not_callable(callable.as_borrowed())) } else { Ok(()) }
}

#[cold]
fn not_callable(object: Borrowed<'_, '_>) -> PyError {
    match object.get_type().and_then(|kind| kind.shown_name()) {
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
pub(super) fn get_attr<'ctx>(object: Borrowed<'_, 'ctx>, name: Borrowed<'_, '_>) -> Result<Handle<'ctx>> {
    if object::length(&name)? == 0 {
        return call_getattr(&object, &name);
    }
    handle!(object.ctx(), HPy_GetAttr(object.as_raw(), name.as_raw()))
}

/// The module of a name with dots, which was imported: `HPyImport_ImportModule` of GraalPy 23 gives its outermost package.
#[cold]
#[inline(never)]
pub(super) fn imported<'ctx>(ctx: Context<'ctx>, name: &CStr) -> Result<Handle<'ctx>> {
    let modules = object::get_attr_c(&object::import(ctx, c"sys")?, c"modules")?;
    let name = text::new_str(ctx, &name.to_string_lossy())?;
    object::get_item(&modules, &name)
}

/// Calls the builtin `getattr`.
fn call_getattr<'ctx>(object: &Handle<'ctx>, name: &Handle<'_>) -> Result<Handle<'ctx>> {
    let key = text::new_str(object.ctx(), "getattr")?;
    let getattr = object::get_item(&object.ctx().builtins(), &key)?;
    object::call(&getattr, &[object.as_raw(), name.as_raw()], None, 0)
}

/// Gives an exception type its name, for which GraalPy takes all behind the first dot.
#[cold]
pub(super) fn name_again(kind: &Handle<'_, PyType>, qualified_name: &CStr) -> Result<()> {
    let qualified_name = qualified_name.to_string_lossy();
    let Some((module, name)) = qualified_name.rsplit_once('.').filter(|(module, _)| module.contains('.')) else {
        return Ok(());
    };
    kind.set_attr("__module__", module)?;
    kind.set_attr("__qualname__", name)?;
    kind.set_attr("__name__", name)
}
