//! Calls of a type on CPython: by vectorcall, which needs neither a tuple nor a dict.
//!
//! The interpreter looks for the function in a word of the type's struct, which subtypes do not inherit. Without it, the call goes by
//! `type.__call__`: that calls `tp_new`, and `tp_init`, which does nothing if it is that of `object`. So what is called here is what
//! makes an instance. But Python code can give a class another `__new__`, or an `__init__`: then it is called as any other.

use super::call::{self, Passed, Vectorcall};
use crate::abi::PyObject;
use crate::api::Type;
use crate::cpython::call::call_array;
use crate::cpython::header::{set_struct_word, struct_word};
use crate::learnt::Learnt;

/// Words of a type's struct, counted from `tp_name` on.
const TP_BASE: usize = 29;
const TP_INIT: usize = 34;
const TP_NEW: usize = 36;
const TP_VECTORCALL: usize = 47;

/// `tp_init` of `object`, which has nothing to do where a type has a `tp_new`; 0 where types are not called so.
static INIT_OF_OBJECT: Learnt<usize> = Learnt::new(0);

/// Learns whether types are called so: where instances are.
///
/// # Safety
///
/// The entry contract; `tuple` is the type of tuples, and what instances are called by was learnt.
pub(super) unsafe fn learn(tuple: *mut PyObject) {
    if !call::is_done() {
        return;
    }
    // SAFETY: types of CPython's have these words, here and below; the base of `tuple` is `object`.
    let object = unsafe { struct_word(tuple, TP_BASE) } as *mut PyObject;
    // SAFETY: as above.
    let init = unsafe { struct_word(object, TP_INIT) };
    // SAFETY: the caller's promise.
    unsafe { INIT_OF_OBJECT.set(init) };
}

/// What makes the instances of a type.
pub(crate) trait Constructor {
    /// What stands in `tp_new` of the type, if [`make`](Self::make) can be called instead.
    fn slot() -> Option<usize>;

    /// Makes an instance; null with an exception set.
    ///
    /// # Safety
    ///
    /// The entry contract; [`slot`](Self::slot) gave something, the type is one that this was made for, and the arguments are those of a
    /// call.
    unsafe fn make(type_: *mut PyObject, passed: Passed) -> *mut PyObject;
}

/// Has a type called so, if it makes instances and they need not be initialised.
///
/// # Safety
///
/// The entry contract; `type_` was just made of `definition`.
pub(crate) unsafe fn call_type(type_: *mut PyObject, definition: &Type) {
    let Some(constructed) = definition.constructed else { return };
    let none = INIT_OF_OBJECT.get();
    // SAFETY: the caller's promise, here and below; types of CPython's have these words.
    if none != 0 && unsafe { struct_word(type_, TP_INIT) } == none {
        // SAFETY: as above; a function for this word.
        unsafe { set_struct_word(type_, TP_VECTORCALL, constructed.0 as usize) };
    }
}

/// What stands in the word of a type.
pub(crate) const fn vectorcall_of<C: Constructor>() -> Vectorcall {
    construct::<C>
}

unsafe extern "C" fn construct<C: Constructor>(
    type_: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the interpreter calls it with a type that was made here, and the arguments of a call; here and below.
    if !unsafe { is_unchanged::<C>(type_) } {
        // SAFETY: as above.
        return unsafe { call_by_slots(type_, all, flagged_count, names) };
    }
    // SAFETY: as above; the slot is that of a type which this was made for.
    let make = || unsafe { C::make(type_, Passed::new(all, flagged_count, names)) };
    // SAFETY: calls are counted where types have such a word.
    unsafe { call::counted(make) }
}

/// Whether a type has the `__new__` that it was made with, and still no `__init__`.
///
/// # Safety
///
/// The entry contract; the type was made here.
#[inline(always)]
unsafe fn is_unchanged<C: Constructor>(type_: *mut PyObject) -> bool {
    // SAFETY: the caller's promise, here and below; types of CPython's have these words.
    C::slot() == Some(unsafe { struct_word(type_, TP_NEW) })
        // SAFETY: as above.
        && unsafe { struct_word(type_, TP_INIT) } == INIT_OF_OBJECT.get()
}

// In a frame of its own, since it runs Python (`call_out.rs` says why).

/// The class was given another `__new__`, or an `__init__`: this call and those to come go by `type.__call__`.
///
/// # Safety
///
/// The entry contract; a type that was made here, and the arguments of a call.
#[cold]
#[inline(never)]
unsafe fn call_by_slots(
    type_: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let passed = Passed::new(all, flagged_count, names);
    // SAFETY: the caller's promise, here and below.
    unsafe { set_struct_word(type_, TP_VECTORCALL, 0) };
    // SAFETY: as above.
    unsafe { call_array(type_, passed.all, passed.count(), passed.names) }
}
