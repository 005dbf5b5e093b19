//! Where the struct of an instance is, how instances are made, and the fields in them.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, HPyField, PyObject};
use crate::api::Runtime;
use crate::capi::{Interpreter, KNOWN, PyType_GenericAlloc};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::header_size;
use crate::cpython::refcount::{release, retain};

entries! {
    forward {}
    own { ctx_AsStruct_Object ctx_Field_Load ctx_Field_Store ctx_New ctx_Type_GenericNew }
}

/// What every struct is aligned to.
const ALIGNMENT: usize = 8;

/// Where the struct begins in an instance.
static OFFSET: AtomicUsize = AtomicUsize::new(0);

/// It begins behind what `object` itself takes; on GraalPy there is a word of our own between the two, in instances of all
/// types, as Python code can give an object the class of a larger one there.
pub(super) fn learn(interpreter: &Interpreter) {
    OFFSET.store(offset_in(interpreter), Relaxed);
}

const fn offset_in(interpreter: &Interpreter) -> usize {
    let own = if matches!(interpreter.runtime, Runtime::GraalPy) { 1 } else { 0 };
    ((interpreter.header_words + own) * size_of::<usize>()).next_multiple_of(ALIGNMENT)
}

/// Where the struct begins in an instance.
#[inline(always)]
pub(super) fn offset() -> usize {
    match &KNOWN {
        Some(interpreter) => offset_in(interpreter),
        None => OFFSET.load(Relaxed),
    }
}

/// The word of our own in an instance of GraalPy's, null as long as it was not finalised.
pub(super) fn note_of(object: *mut PyObject) -> *mut usize {
    object.cast::<u8>().wrapping_add(header_size()).cast()
}

/// The struct of an instance of one of our types. Of another object it is not to be looked at.
#[inline(always)]
pub(super) fn payload_of(object: *mut PyObject) -> *mut c_void {
    object.cast::<u8>().wrapping_add(offset()).cast()
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_AsStruct_Object(_ctx: *mut HPyContext, handle: HPy) -> *mut c_void {
    payload_of(handle.hand())
}

/// An instance whose struct is all zero.
#[inline]
pub(crate) unsafe extern "C" fn ctx_New(_ctx: *mut HPyContext, type_: HPy, data: *mut *mut c_void) -> HPy {
    // SAFETY: the entry contract, here and in the rest of this file.
    let object = unsafe { PyType_GenericAlloc(type_.hand(), 0) };
    if !data.is_null() {
        let start = if object.is_null() { ptr::null_mut() } else { payload_of(object) };
        // SAFETY: the entry contract: the caller's variable.
        unsafe { data.write(start) };
    }
    object.hand()
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_Type_GenericNew(
    ctx: *mut HPyContext,
    type_: HPy,
    _args: *const HPy,
    _nargs: HPy_ssize_t,
    _kw: HPy,
) -> HPy {
    // SAFETY: the entry contract.
    unsafe { ctx_New(ctx, type_, ptr::null_mut()) }
}

#[inline]
pub(crate) unsafe extern "C" fn ctx_Field_Load(_ctx: *mut HPyContext, _owner: HPy, field: HPyField) -> HPy {
    let handle = HPy(field.0);
    if !handle.is_null() {
        // SAFETY: a field keeps its object alive.
        unsafe { retain(handle.hand()) };
    }
    handle
}

/// A field owns a reference; what it held before is let go of last, as that may run Python code.
#[inline]
pub(crate) unsafe extern "C" fn ctx_Field_Store(_ctx: *mut HPyContext, _owner: HPy, field: *mut HPyField, handle: HPy) {
    if !handle.is_null() {
        // SAFETY: the entry contract.
        unsafe { retain(handle.hand()) };
    }
    // SAFETY: the entry contract: a field, null or stored to by this function.
    let before = HPy(unsafe { field.replace(HPyField(handle.0)) }.0);
    if !before.is_null() {
        // SAFETY: the field's own reference.
        unsafe { release(before.hand()) };
    }
}
