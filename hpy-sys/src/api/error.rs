//! Exceptions taken out of the interpreter and put back, and pending signals: what HPy has no function for.
//!
//! Done by the C API, looked up by `initialise`; the table's `FromPyObject` turns the value into a handle.

use std::ffi::c_int;
use std::ptr;

use super::context::ContextRef;
use super::functions::{HPy_AsPyObject, HPy_FromPyObject};
use super::normalise::normalise;
use super::pending_on_pypy;
use super::runtime::{Runtime, runtime};
use crate::abi::{HPy, PyObject};
use crate::capi;

/// An exception taken out of the interpreter: type, value and traceback, owned; on PyPy the exception alone.
///
/// Has no `Drop`, since giving it up needs a context: [`error_restore`] or [`error_release`] end it.
#[derive(Debug)]
#[must_use = "an exception that is neither restored nor released is leaked"]
pub struct RawError {
    pub(super) type_: *mut PyObject,
    pub(super) value: *mut PyObject,
    pub(super) traceback: *mut PyObject,
}

impl RawError {
    /// With nothing but the exception.
    fn of_exception(value: *mut PyObject) -> Self {
        Self { type_: ptr::null_mut(), value, traceback: ptr::null_mut() }
    }
}

/// Takes the pending exception out; `None` if none is pending.
///
/// # Safety
///
/// `ctx` is the context of the running call, and an [exec slot](super::Exec) has found out the interpreter.
pub unsafe fn error_fetch(ctx: ContextRef) -> Option<RawError> {
    let _ = ctx;
    if runtime() == Runtime::PyPy {
        // SAFETY: the thread runs Python, as the caller has a context.
        let value = unsafe { pending_on_pypy::take() };
        return (!value.is_null()).then(|| RawError::of_exception(value));
    }
    let mut error = RawError::of_exception(ptr::null_mut());
    // SAFETY: three places to write to; the thread runs Python, as the caller has a context.
    unsafe {
        capi::PyErr_Fetch(&raw mut error.type_, &raw mut error.value, &raw mut error.traceback);
    }
    if error.type_.is_null() { None } else { Some(error) }
}

/// Makes the exception pending again, in place of one that is.
///
/// # Safety
///
/// As for [`error_fetch`]; the error was taken out in this interpreter.
#[expect(clippy::needless_pass_by_value, reason = "what is given up cannot be used again")]
pub unsafe fn error_restore(ctx: ContextRef, error: RawError) {
    let _ = ctx;
    let RawError { type_, value, traceback } = error;
    if runtime() == Runtime::PyPy {
        // SAFETY: as for `error_fetch`; an exception that was taken out or is one of Python's.
        return unsafe { pending_on_pypy::put_back(value) };
    }
    // SAFETY: the three references are owned and are given away.
    unsafe { capi::PyErr_Restore(type_, value, traceback) };
}

/// The exception object with its traceback, as a new owned handle; null with an exception set if it cannot be made.
///
/// # Safety
///
/// As for [`error_restore`]; no exception is pending.
pub unsafe fn error_value(ctx: ContextRef, error: &mut RawError) -> HPy {
    // SAFETY: the caller's promise.
    if runtime() != Runtime::PyPy && !unsafe { normalise(ctx, error) } {
        return HPy::NULL;
    }
    if !error.traceback.is_null() {
        // SAFETY: a normalised value is an exception; the reference stays ours.
        unsafe { capi::PyException_SetTraceback(error.value, error.traceback) };
    }
    // SAFETY: a live object; the handle gets a reference of its own.
    unsafe { HPy_FromPyObject(ctx, error.value) }
}

/// The error that raises an exception object again, with the traceback that it has.
///
/// # Safety
///
/// As for [`error_restore`]; `value` is an exception and `type_` its type.
pub unsafe fn error_of(ctx: ContextRef, type_: HPy, value: HPy) -> RawError {
    // SAFETY: a handle of the caller's context; the object comes with a reference of its own.
    let value = unsafe { HPy_AsPyObject(ctx, value) };
    let mut error = RawError::of_exception(value);
    if runtime() == Runtime::PyPy {
        return error;
    }
    // SAFETY: as above.
    error.type_ = unsafe { HPy_AsPyObject(ctx, type_) };
    // Where it is missing, on GraalPy, an exception keeps its traceback without help.
    if let Some(traceback_of) = capi::PyException_GetTraceback() {
        // SAFETY: an exception; the traceback comes with a reference of its own, or is null.
        error.traceback = unsafe { traceback_of(value) };
    }
    error
}

/// Gives the exception up.
///
/// # Safety
///
/// As for [`error_restore`].
#[expect(clippy::needless_pass_by_value, reason = "what is given up cannot be used again")]
pub unsafe fn error_release(error: RawError) {
    let RawError { type_, value, traceback } = error;
    for object in [traceback, value, type_] {
        if !object.is_null() {
            // SAFETY: an owned reference, given up once.
            unsafe { capi::Py_DecRef(object) };
        }
    }
}

/// Runs the Python handlers of signals that arrived; -1 with an exception set if one raised.
///
/// Where the interpreter has no such function this does nothing and returns 0.
///
/// # Safety
///
/// As for [`error_fetch`].
pub unsafe fn check_signals(ctx: ContextRef) -> c_int {
    let _ = ctx;
    // SAFETY: the thread runs Python, as the caller has a context.
    unsafe { capi::check_signals() }.unwrap_or(0)
}
