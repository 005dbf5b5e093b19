//! Where the struct of an instance is, how instances are made, and the fields in them.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, HPyField, PyObject};
use crate::api::Runtime;
use crate::capi::{Interpreter, KNOWN, PyType_GenericAlloc};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{is_address, type_of};
use crate::cpython::refcount::{release, retain};

use crate::learnt::Learnt;

use super::registry::{Made, find};
use super::room::WORDS_IN_FRONT;

entries! {
    forward {}
    own { ctx_AsStruct_Object ctx_Field_Load ctx_Field_Store ctx_New ctx_Type_GenericNew }
}

/// What every struct is aligned to.
const ALIGNMENT: usize = 8;

/// Where the struct begins in an instance.
static OFFSET: Learnt<usize> = Learnt::new(0);

/// It begins behind what `object` itself takes; on GraalPy there are words of our own between the two, in instances of all
/// types, as Python code can give an object the class of a larger one there.
pub(super) fn learn(interpreter: &Interpreter) {
    let own = own_words(interpreter);
    OWN_WORDS.store(own, Relaxed);
    // SAFETY: who makes types holds the interpreter's lock.
    unsafe { OFFSET.set(offset_in(interpreter)) };
    IS_LOOKED_UP.store(interpreter.runtime == Runtime::PyPy, Relaxed);
}

const fn own_words(interpreter: &Interpreter) -> usize {
    if matches!(interpreter.runtime, Runtime::GraalPy) { WORDS_IN_FRONT } else { 0 }
}

const fn offset_in(interpreter: &Interpreter) -> usize {
    ((interpreter.header_words + own_words(interpreter)) * size_of::<usize>()).next_multiple_of(ALIGNMENT)
}

/// Whether an object can be an instance of a type of ours and be too small for its struct: `PyPy` makes a class that derives
/// from two as large as one of them.
static IS_LOOKED_UP: AtomicBool = AtomicBool::new(false);

/// Puts the entries of this topic into `table`.
///
/// # Safety
///
/// `table` may be written to and nothing reads it yet.
#[cfg(not(feature = "cpython"))]
pub(super) unsafe fn fill_table(table: *mut HPyContext) {
    // SAFETY: the caller's promise.
    unsafe { fill(table) };
    if IS_LOOKED_UP.load(Relaxed) {
        // SAFETY: as above.
        unsafe { (*table).ctx_AsStruct_Object = ctx_AsStruct_Object_looked_up };
    }
}

#[cfg(not(feature = "cpython"))]
unsafe extern "C" fn ctx_AsStruct_Object_looked_up(_ctx: *mut HPyContext, handle: HPy) -> *mut c_void {
    // SAFETY: the entry contract.
    unsafe { struct_of(handle) }
}

/// How many words of our own there are in front of a struct.
static OWN_WORDS: AtomicUsize = AtomicUsize::new(0);

/// Where the struct begins behind a base that takes so many bytes.
pub(super) fn offset_behind(base: usize) -> usize {
    (base + OWN_WORDS.load(Relaxed) * size_of::<usize>()).next_multiple_of(ALIGNMENT)
}

/// Where the struct begins in an instance of a type without a native base.
#[inline(always)]
pub(super) fn offset() -> usize {
    match &KNOWN {
        Some(interpreter) => offset_in(interpreter),
        None => OFFSET.get(),
    }
}

/// The struct of an instance of one of our types without a native base. Of another object it is not to be looked at.
#[inline(always)]
fn payload_of(object: *mut PyObject) -> *mut c_void {
    object.cast::<u8>().wrapping_add(offset()).cast()
}

impl Made {
    /// The struct of an instance.
    #[inline(always)]
    pub(super) fn payload_of(&self, object: *mut PyObject) -> *mut c_void {
        object.cast::<u8>().wrapping_add(self.offset).cast()
    }
}

/// The struct of an instance of any of our types; null for another object.
///
/// # Safety
///
/// The entry contract; `object` is an instance of some type made here.
pub(crate) unsafe fn struct_of(object: HPy) -> *mut c_void {
    let object: *mut PyObject = object.hand();
    if !is_address(object) {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { type_of(object) };
    // SAFETY: as above.
    let made = unsafe { find(type_) };
    made.map_or(ptr::null_mut(), |made| made.payload_of(object))
}

/// Whether instances of `given` have the struct of `type_`: of all that were made here, it is the first among the bases.
///
/// # Safety
///
/// The entry contract; types, of which `type_` was made here and `given` is it or derives from it.
pub(crate) unsafe fn has_struct_of(given: HPy, type_: HPy) -> bool {
    // SAFETY: the caller's promise.
    let made = unsafe { find(given.hand()) };
    made.is_some_and(|made| made.type_ == type_.hand())
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_AsStruct_Object(_ctx: *mut HPyContext, handle: HPy) -> *mut c_void {
    payload_of(handle.hand())
}

/// An instance whose struct is all zero, and where that is; null with an exception set if there is too little memory.
///
/// # Safety
///
/// The entry contract; a type made here.
#[inline(always)]
pub(crate) unsafe fn new_instance(type_: *mut PyObject) -> (*mut PyObject, *mut c_void) {
    // SAFETY: the caller's promise.
    let object = unsafe { PyType_GenericAlloc(type_, 0) };
    (object, payload_of(object))
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_New(_ctx: *mut HPyContext, type_: HPy, data: *mut *mut c_void) -> HPy {
    // SAFETY: the entry contract, here and in the rest of this file.
    let (object, start) = unsafe { new_instance(type_.hand()) };
    if !data.is_null() {
        let start = if object.is_null() { ptr::null_mut() } else { start };
        // SAFETY: the entry contract: the caller's variable.
        unsafe { data.write(start) };
    }
    object.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Type_GenericNew(
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
pub(crate) unsafe extern "C-unwind" fn ctx_Field_Load(_ctx: *mut HPyContext, _owner: HPy, field: HPyField) -> HPy {
    let handle = HPy(field.0);
    if !handle.is_null() {
        // SAFETY: a field keeps its object alive.
        unsafe { retain(handle.hand()) };
    }
    handle
}

/// A field owns a reference; what it held before is let go of last, as that may run Python code.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Field_Store(
    _ctx: *mut HPyContext,
    _owner: HPy,
    field: *mut HPyField,
    handle: HPy,
) {
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
