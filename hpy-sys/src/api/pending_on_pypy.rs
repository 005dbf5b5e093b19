//! How the pending exception is taken out of PyPy and put back there: by Python code.
//!
//! `PyErr_Fetch` makes C structs of the traceback, of each frame in it and of all that have called it, by recursion
//! (`traceback_attach` and `frame_attach` in PyPy's `cpyext`). That takes microseconds, and ends the process if the stack does not
//! suffice: a traceback of 6,000 entries is enough, as an exception has that is raised again and again. But where a slot of C's that
//! gives a number tells of an error, what is pending is raised in the Python code that has come to it.

use std::ffi::{CStr, c_int};
use std::ptr;

use super::context::ContextRef;
use super::definition::{Type, new_type};
use super::functions::{
    HPy_AsPyObject, HPy_Call, HPy_Close, HPy_FromPyObject, HPyDict_New, HPyErr_Clear, HPyErr_Occurred,
    HPyUnicode_FromString,
};
use super::load_error::LoadError;
use super::owned::Owned;
use super::runtime::{Runtime, runtime};
use super::slot::{Inquiry, Slot};
use crate::abi::{HPy, HPy_nb_bool, PyObject};
use crate::capi;
use crate::learnt::Learnt;

/// Frames that are hidden add nothing to tracebacks.
const CODE: &CStr = c"
from __pypy__ import hidden_applevel

@hidden_applevel
def take():
    try:
        bool(pending)
    except BaseException as error:
        return error

@hidden_applevel
def put_back(error):
    raise error
";
const WHAT: &str = "__pypy__";

/// The functions of [`CODE`], kept for ever; null elsewhere than on PyPy.
static TAKE: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());
static PUT_BACK: Learnt<*mut PyObject> = Learnt::new(ptr::null_mut());

/// What `pending` is an instance of.
struct Pending;

// SAFETY: PyPy alone calls this, and raises what is pending, or `SystemError` where nothing is.
unsafe impl Inquiry for Pending {
    unsafe fn call(_ctx: ContextRef, _slf: HPy) -> c_int {
        -1
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
    let type_ = unsafe { new_pending_type(ctx) };
    // SAFETY: as above.
    let pending = unsafe { Owned::new(ctx, type_, WHAT) }?.called(&[], WHAT)?;
    // SAFETY: as above; a C string.
    let code = unsafe { HPyUnicode_FromString(ctx, CODE.as_ptr()) };
    // SAFETY: as above.
    let code = unsafe { Owned::new(ctx, code, WHAT) }?;
    // SAFETY: as above.
    let names = unsafe { HPyDict_New(ctx) };
    // SAFETY: as above.
    let names = unsafe { Owned::new(ctx, names, WHAT) }?;
    names.set_item(c"pending", &pending, WHAT)?;
    // SAFETY: as above.
    let builtins = unsafe { Owned::module(ctx, c"builtins", WHAT) }?;
    builtins.attribute(c"exec", WHAT)?.called(&[code.handle(), names.handle()], WHAT)?;
    for (function, name) in [(&TAKE, c"take"), (&PUT_BACK, c"put_back")] {
        let made = names.item_of(name, WHAT)?;
        // SAFETY: as above; an open handle.
        let object = unsafe { HPy_AsPyObject(ctx, made.handle()) };
        // SAFETY: who has a context holds the interpreter's lock.
        unsafe { function.set(object) };
    }
    Ok(())
}

/// # Safety
///
/// As [`learn`].
unsafe fn new_pending_type(ctx: ContextRef) -> HPy {
    let definition = Type {
        name: c"hpy_rs.Pending",
        doc: c"",
        size: size_of::<usize>(),
        is_base: false,
        has_dict: false,
        has_weakrefs: false,
        has_fields: false,
        methods: Vec::new(),
        slots: vec![Slot::inquiry::<Pending>(HPy_nb_bool)],
        properties: Vec::new(),
    };
    // SAFETY: the caller's context.
    unsafe { new_type(ctx, &definition, None) }
}

/// The exception that is pending, with its traceback, as a new reference, and nothing is pending any more; null if nothing was, or
/// memory has run out. On PyPy only.
///
/// # Safety
///
/// `ctx` is the context of the running call, and [`learn`] has succeeded.
pub(crate) unsafe fn take(ctx: ContextRef) -> *mut PyObject {
    // SAFETY: the caller's context, here and below.
    if unsafe { HPyErr_Occurred(ctx) } == 0 {
        return ptr::null_mut();
    }
    // SAFETY: a function without arguments, kept for ever.
    let error = unsafe { capi::PyObject_CallObject(TAKE.get(), ptr::null_mut()) };
    // A signal may have raised another one before this was.
    // SAFETY: as above.
    unsafe { HPyErr_Clear(ctx) };
    error
}

/// Makes an exception pending, with the traceback that it has, in place of one that is; takes over the reference. On PyPy only.
///
/// # Safety
///
/// As [`take`], which has given it.
pub(crate) unsafe fn put_back(ctx: ContextRef, error: *mut PyObject) {
    // SAFETY: the caller's context, here and below; a live object.
    let handle = unsafe { HPy_FromPyObject(ctx, error) };
    // SAFETY: as above; kept for ever.
    let function = unsafe { HPy_FromPyObject(ctx, PUT_BACK.get()) };
    // SAFETY: as above; one handle, and no names. It gives null with the exception set.
    unsafe { HPy_Call(ctx, function, &raw const handle, 1, HPy::NULL) };
    for handle in [handle, function] {
        // SAFETY: an owned handle, closed once.
        unsafe { HPy_Close(ctx, handle) };
    }
    // SAFETY: the caller's reference, given up once.
    unsafe { capi::Py_DecRef(error) };
}
