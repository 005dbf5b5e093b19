//! How the pending exception is taken out of PyPy and put back there: by Python code.
//!
//! `PyErr_Fetch` makes C structs of the traceback, of each frame in it and of all that have called it, by recursion
//! (`traceback_attach` and `frame_attach` in PyPy's `cpyext`). That takes microseconds, and ends the process if the stack does not
//! suffice: a traceback of 6,000 entries is enough, as an exception has that is raised again and again. But where a slot of C's that
//! gives a number tells of an error, what is pending is raised in the Python code that has come to it.
//!
//! Before it comes to it, PyPy may handle a signal, or call `__del__`, while the exception is pending. A call of ours that this leads to
//! may take it out.

use std::ffi::{CStr, c_int};
use std::ptr;

use super::context::ContextRef;
use super::definition::{Type, new_type};
use super::functions::{HPy_AsPyObject, HPy_Dup, HPyDict_New, h_BaseException, h_None, h_RecursionError};
use super::load_error::LoadError;
use super::normalise::{MOST_TRIES, TOO_MANY_TRIES};
use super::owned::Owned;
use super::runtime::{Runtime, runtime};
use super::slot::{Inquiry, Slot};
use crate::abi::{HPy, HPy_nb_bool, PyObject};
use crate::call_out::CallOut;
use crate::capi;
use crate::learnt::Learnt;

/// Frames that are hidden add nothing to tracebacks; what a `raise` adds to the context of an exception is taken back. All names are known
/// beforehand, since Python code can change those in `builtins` at any time.
const CODE: &CStr = c"
from __pypy__ import hidden_applevel

get_context = BaseException.__context__.__get__
set_context = BaseException.__context__.__set__

@hidden_applevel
def take():
    try:
        ask()
    except BaseException as error:
        return error

@hidden_applevel
def put_back(error):
    context = get_context(error)
    try:
        raise error
    finally:
        set_context(error, context)

def too_many():
    return RecursionError(too_many_tries)
";
const WHAT: &str = "__pypy__";

/// The functions of [`CODE`], kept for ever; null elsewhere than on PyPy.
static TAKE: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());
static PUT_BACK: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());
static TOO_MANY: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());
/// What `take` gives where nothing is pending: None.
static NOTHING: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());

/// What `ask` is the `__bool__` of.
struct Pending;

// SAFETY: PyPy alone calls this, and raises what is pending.
unsafe impl Inquiry for Pending {
    unsafe fn call(_ctx: ContextRef, _slf: HPy) -> c_int {
        // SAFETY: an interpreter calls with its lock held.
        if unsafe { capi::PyErr_Occurred() }.is_null() { 1 } else { -1 }
    }
}

/// Makes the functions.
///
/// # Safety
///
/// `ctx` is the context of the running call, of an interpreter that is known.
pub(super) unsafe fn learn(ctx: ContextRef) -> Result<(), LoadError> {
    if runtime() != Runtime::PyPy {
        return Ok(());
    }
    // SAFETY: the caller's context, here and below.
    let names = unsafe { new_names(ctx) }?;
    // SAFETY: as above.
    let code = unsafe { Owned::str(ctx, CODE, WHAT) }?;
    // SAFETY: as above.
    let builtins = unsafe { Owned::module(ctx, c"builtins", WHAT) }?;
    builtins.attribute(c"exec", WHAT)?.called(&[code.handle(), names.handle()], WHAT)?;
    for (known, name) in [(&TAKE, c"take"), (&PUT_BACK, c"put_back"), (&TOO_MANY, c"too_many"), (&NOTHING, c"nothing")]
    {
        let made = names.item_of(name, WHAT)?;
        // SAFETY: as above; an open handle.
        let object = unsafe { HPy_AsPyObject(ctx, made.handle()) };
        // SAFETY: who has a context holds the interpreter's lock.
        unsafe { known.set(object) };
    }
    Ok(())
}

/// The names that [`CODE`] uses.
///
/// # Safety
///
/// As [`learn`].
unsafe fn new_names(ctx: ContextRef) -> Result<Owned, LoadError> {
    // SAFETY: the caller's context, here and below.
    let names = unsafe { HPyDict_New(ctx) };
    // SAFETY: as above.
    let names = unsafe { Owned::new(ctx, names, WHAT) }?;
    // SAFETY: as above.
    let type_ = unsafe { new_pending_type(ctx) };
    // SAFETY: as above.
    let pending = unsafe { Owned::new(ctx, type_, WHAT) }?.called(&[], WHAT)?;
    names.set_item(c"ask", &pending.attribute(c"__bool__", WHAT)?, WHAT)?;
    // SAFETY: as above.
    let text = unsafe { Owned::str(ctx, TOO_MANY_TRIES, WHAT) }?;
    names.set_item(c"too_many_tries", &text, WHAT)?;
    // SAFETY: as above.
    let base = unsafe { h_BaseException(ctx) };
    // SAFETY: as above.
    let recursion = unsafe { h_RecursionError(ctx) };
    // SAFETY: as above.
    let none = unsafe { h_None(ctx) };
    for (name, constant) in [(c"BaseException", base), (c"RecursionError", recursion), (c"nothing", none)] {
        // SAFETY: as above; an open handle.
        let copy = unsafe { HPy_Dup(ctx, constant) };
        // SAFETY: as above.
        names.set_item(name, &unsafe { Owned::new(ctx, copy, WHAT) }?, WHAT)?;
    }
    Ok(names)
}

/// # Safety
///
/// As [`learn`].
unsafe fn new_pending_type(ctx: ContextRef) -> HPy {
    let definition = Type { slots: vec![Slot::inquiry::<Pending>(HPy_nb_bool)], ..Type::new(c"hpy_rs.Pending") };
    // SAFETY: the caller's context.
    unsafe { new_type(ctx, &definition, None) }
}

/// The exception that is pending, with its traceback, as a new reference, and nothing is pending any more; null if nothing was, or is
/// any more when it is asked for, or if memory has run out. What handles a signal meanwhile, and raises, gives another one. On PyPy only.
///
/// # Safety
///
/// The thread runs Python, and [`learn`] has succeeded.
pub(crate) unsafe fn take() -> *mut PyObject {
    for _ in 0..MOST_TRIES {
        // SAFETY: the caller's promise, here and below; a function without arguments, kept for ever.
        let error = unsafe { capi::PyObject_CallObject(TAKE.get(), ptr::null_mut()) };
        if error == NOTHING.get() {
            // SAFETY: the reference that `take` gave.
            unsafe { capi::Py_DecRef(error) };
            return ptr::null_mut();
        }
        if !error.is_null() {
            // A signal may have raised another one before this was.
            // SAFETY: as above.
            unsafe { capi::PyErr_Clear() };
            return error;
        }
        // It was a class and its arguments, of which an exception could not be made: what was raised then takes its place.
    }
    // SAFETY: as above.
    unsafe { capi::PyErr_Clear() };
    // SAFETY: as above; it takes no part in what has failed.
    unsafe { capi::PyObject_CallObject(TOO_MANY.get(), ptr::null_mut()) }
}

/// Makes an exception pending, with the traceback that it has, in place of one that is; takes over the reference. On PyPy only.
///
/// # Safety
///
/// As [`take`], which has given it.
pub(crate) unsafe fn put_back(error: *mut PyObject) {
    if let Some(call) = capi::PyObject_CallOneArg() {
        // SAFETY: the caller's promise, and a function kept for ever. It gives null with the exception set.
        unsafe { call.call_out((PUT_BACK.get(), error)) };
    }
    // SAFETY: the caller's reference, given up once.
    unsafe { capi::Py_DecRef(error) };
}
