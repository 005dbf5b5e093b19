//! Exceptions taken out of the interpreter and put back, and pending signals: what HPy has no function for.
//!
//! Done by the C API, looked up in the process; the table's `FromPyObject` turns the value into a handle.

use std::ffi::c_int;
use std::ptr;
use std::sync::OnceLock;

use super::context::ContextRef;
use super::functions::HPy_FromPyObject;
use super::runtime::LoadError;
use super::symbol;
use crate::abi::{HPy, PyObject};

type Fetch = unsafe extern "C" fn(*mut *mut PyObject, *mut *mut PyObject, *mut *mut PyObject);
type Restore = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject);
type SetTraceback = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> c_int;
type DecRef = unsafe extern "C" fn(*mut PyObject);
type CheckSignals = unsafe extern "C" fn() -> c_int;

#[derive(Debug)]
struct Functions {
    fetch: Fetch,
    restore: Restore,
    normalize: Fetch,
    set_traceback: SetTraceback,
    dec_ref: DecRef,
    check_signals: Option<CheckSignals>,
}

static FUNCTIONS: OnceLock<Functions> = OnceLock::new();

/// Looks the C functions up; part of [`initialise`](super::initialise).
pub(super) fn find_functions() -> Result<(), LoadError> {
    if FUNCTIONS.get().is_some() {
        return Ok(());
    }
    let found = Functions {
        // SAFETY: the C API's own declaration.
        fetch: unsafe { symbol::required(c"PyErr_Fetch") }?,
        // SAFETY: the C API's own declaration.
        restore: unsafe { symbol::required(c"PyErr_Restore") }?,
        // SAFETY: the C API's own declaration.
        normalize: unsafe { symbol::required(c"PyErr_NormalizeException") }?,
        // SAFETY: the C API's own declaration.
        set_traceback: unsafe { symbol::required(c"PyException_SetTraceback") }?,
        // SAFETY: the C API's own declaration.
        dec_ref: unsafe { symbol::required(c"Py_DecRef") }?,
        // SAFETY: the C API's own declaration.
        check_signals: unsafe { symbol::optional(c"PyErr_CheckSignals") },
    };
    let _ = FUNCTIONS.set(found);
    Ok(())
}

/// The functions; `initialise` found them before anything could fail.
fn functions() -> &'static Functions {
    FUNCTIONS.get().expect("initialise has succeeded")
}

/// An exception taken out of the interpreter: type, value and traceback, owned.
///
/// Has no `Drop`, since giving it up needs a context: [`error_restore`] or [`error_release`] end it.
#[derive(Debug)]
#[must_use = "an exception that is neither restored nor released is leaked"]
pub struct RawError {
    type_: *mut PyObject,
    value: *mut PyObject,
    traceback: *mut PyObject,
}

/// Takes the pending exception out; `None` if none is pending.
///
/// # Safety
///
/// `ctx` is the context of the running call, and [`initialise`](super::initialise) has succeeded.
pub unsafe fn error_fetch(ctx: ContextRef) -> Option<RawError> {
    let _ = ctx;
    let mut error = RawError {
        type_: ptr::null_mut(),
        value: ptr::null_mut(),
        traceback: ptr::null_mut(),
    };
    let fetch = functions().fetch;
    // SAFETY: three places to write to; the thread runs Python, as the caller has a context.
    unsafe {
        fetch(
            &raw mut error.type_,
            &raw mut error.value,
            &raw mut error.traceback,
        );
    }
    if error.type_.is_null() {
        None
    } else {
        Some(error)
    }
}

/// Makes the exception pending again, in place of one that is.
///
/// # Safety
///
/// As for [`error_fetch`]; the error was taken out in this interpreter.
#[expect(
    clippy::needless_pass_by_value,
    reason = "what is given up cannot be used again"
)]
pub unsafe fn error_restore(ctx: ContextRef, error: RawError) {
    let _ = ctx;
    let RawError {
        type_,
        value,
        traceback,
    } = error;
    let restore = functions().restore;
    // SAFETY: the three references are owned and are given away.
    unsafe { restore(type_, value, traceback) };
}

/// The exception object with its traceback, as a new owned handle; null with an exception set if it cannot be made.
///
/// # Safety
///
/// As for [`error_restore`]; no exception is pending.
pub unsafe fn error_value(ctx: ContextRef, error: &mut RawError) -> HPy {
    let functions = functions();
    // SAFETY: the three references are owned, and owned ones take their place.
    unsafe {
        (functions.normalize)(
            &raw mut error.type_,
            &raw mut error.value,
            &raw mut error.traceback,
        );
    }
    if !error.traceback.is_null() {
        // SAFETY: a normalised value is an exception; the reference stays ours.
        unsafe { (functions.set_traceback)(error.value, error.traceback) };
    }
    // SAFETY: a live object; the handle gets a reference of its own.
    unsafe { HPy_FromPyObject(ctx, error.value) }
}

/// Gives the exception up.
///
/// # Safety
///
/// As for [`error_restore`].
#[expect(
    clippy::needless_pass_by_value,
    reason = "what is given up cannot be used again"
)]
pub unsafe fn error_release(ctx: ContextRef, error: RawError) {
    let _ = ctx;
    let dec_ref = functions().dec_ref;
    let RawError {
        type_,
        value,
        traceback,
    } = error;
    for object in [traceback, value, type_] {
        if !object.is_null() {
            // SAFETY: an owned reference, given up once.
            unsafe { dec_ref(object) };
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
    match functions().check_signals {
        // SAFETY: the thread runs Python, as the caller has a context.
        Some(check) => unsafe { check() },
        None => 0,
    }
}
