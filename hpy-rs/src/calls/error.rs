//! Calls about exceptions. Those that set one leave it pending: only the exit of an entry point may use them, or code
//! that takes it out again at once.

use std::ffi::CStr;

use hpy_sys::HPy;
use hpy_sys::api::{self, Constant, RawError, Runtime};

use super::{c_text, graalpy, handle, owned, plain, status};
use crate::context::Context;
use crate::error::{PyBaseException, raised};
use crate::handle::{Borrowed, Handle, Leaving};
use crate::types::PyType;
use crate::{PyError, Result};

/// An exception type of the context, which the caller names.
#[inline]
pub(crate) fn exception_type(ctx: Context<'_>, constant: Constant) -> Borrowed<'_, '_, PyType> {
    // SAFETY: the context is valid for 'ctx, by the contract of `Context::from_raw`.
    let raw = unsafe { api::constant_at(ctx.raw_beside_error(), constant) };
    // SAFETY: a context constant lives as long as the context, and the caller names an exception type.
    unsafe { Borrowed::from_raw(ctx, raw) }
}

/// `raise kind(text)`; false, and nothing set, if a NUL in the text prevents it.
pub(crate) fn set_string(kind: &Handle<'_, PyType>, message: &str) -> bool {
    c_text::with_c_str(message, |message| set_c_string(kind, message)).is_some()
}

/// `raise kind(message)`.
pub(crate) fn set_c_string(kind: &Handle<'_, PyType>, message: &CStr) {
    plain!(kind.ctx(), HPyErr_SetString(kind.as_raw(), message.as_ptr()));
}

/// `raise kind(value)`, or `raise value` if it is an instance already.
pub(crate) fn set_object(kind: &Handle<'_, PyType>, value: &Handle<'_>) {
    plain!(kind.ctx(), HPyErr_SetObject(kind.as_raw(), value.as_raw()));
}

/// `raise kind`, as the last act of an entry point.
#[inline(never)]
pub(crate) fn leaving_by<'ctx>(kind: Borrowed<'_, 'ctx, PyType>) -> Leaving<'ctx> {
    // Python calls a class that is raised with `None`, without an argument.
    set_object(&kind, &kind.ctx().none().into_any());
    // SAFETY: the exception is pending.
    unsafe { Leaving::from_raw(HPy::NULL) }
}

/// Takes out what is pending, whoever has left it so.
pub(crate) fn fetch(ctx: Context<'_>) -> Option<RawError> {
    // SAFETY: the context is valid.
    unsafe { api::error_fetch(ctx.raw_beside_error()) }
}

/// The exception that is pending, if one is: asked after a result that may be how an error is told.
#[cold]
pub(crate) fn pending(ctx: Context<'_>) -> Option<PyError> {
    (plain!(ctx, HPyErr_Occurred()) != 0).then(|| raised::take(ctx))
}

/// Drops the pending exception.
pub(crate) fn clear(ctx: Context<'_>) {
    // SAFETY: the context is valid.
    unsafe { api::HPyErr_Clear(ctx.raw_beside_error()) };
}

pub(crate) fn restore(ctx: Context<'_>, error: RawError) {
    plain!(ctx, error_restore(error));
}

/// The exception object of an error that was taken out.
pub(crate) fn value<'ctx>(ctx: Context<'ctx>, error: &mut RawError) -> Result<Handle<'ctx, PyBaseException>> {
    let raw = plain!(ctx, error_value(error));
    // SAFETY: `error_value` gives an owned handle to the exception object, or null with another exception pending.
    unsafe { owned(ctx, raw) }
}

/// The error that raises an exception object again, with its traceback.
pub(crate) fn of_value(kind: &Handle<'_, PyType>, value: &Handle<'_>) -> RawError {
    plain!(value.ctx(), error_of(kind.as_raw(), value.as_raw()))
}

pub(crate) fn release(error: RawError) {
    // SAFETY: called with the interpreter held: at the exit of a call, or on its thread while not detached.
    unsafe { api::error_release(error) };
}

pub(crate) fn write_unraisable(ctx: Context<'_>, about: Option<&Handle<'_>>) {
    let about = about.map_or(HPy::NULL, Handle::as_raw);
    plain!(ctx, HPyErr_WriteUnraisable(about));
}

/// Warns; `None`, and nothing done, if a NUL in the text prevents it.
pub(crate) fn warn(category: &Handle<'_, PyType>, text: &str, stack_level: isize) -> Option<Result<()>> {
    let ctx = category.ctx();
    c_text::with_c_str(text, |text| status!(ctx, HPyErr_WarnEx(category.as_raw(), text.as_ptr(), stack_level)))
}

pub(crate) fn new_exception<'ctx>(
    ctx: Context<'ctx>,
    qualified_name: &CStr,
    doc: Option<&CStr>,
    base: &Handle<'_, PyType>,
) -> Result<Handle<'ctx, PyType>> {
    let name = qualified_name.as_ptr();
    let made: Handle<'ctx, PyType> = if let Some(doc) = doc {
        handle!(ctx, HPyErr_NewExceptionWithDoc(name, doc.as_ptr(), base.as_raw(), HPy::NULL))
    } else {
        handle!(ctx, HPyErr_NewException(name, base.as_raw(), HPy::NULL))
    }?;
    // Its C API does as its HPy.
    if api::runtime() == Runtime::GraalPy {
        graalpy::name_again(&made, qualified_name)?;
    }
    Ok(made)
}
