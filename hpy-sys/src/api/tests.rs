//! The seam over tables made here, without an interpreter.

use std::alloc::{Layout, alloc_zeroed};
use std::ffi::{CStr, c_char};

use super::runtime::set_shift;
use super::runtime::{Door, Runtime, door, initialise, python_version, runtime};
use super::{ContextRef, HPy_Dup, HPyType_GetName, LoadError, h_True};
use crate::abi::{HPy, HPyContext, HPyContextShifted};

unsafe extern "C" fn next(_ctx: *mut HPyContext, handle: HPy) -> HPy {
    HPy(handle.0 + 1)
}

unsafe extern "C" fn plain_name(_ctx: *mut HPyContext, _type: HPy) -> *const c_char {
    c"plain".as_ptr()
}

unsafe extern "C" fn shifted_name(_ctx: *mut HPyContext, _type: HPy) -> *const c_char {
    c"shifted".as_ptr()
}

/// A table whose other entries are null: they are never read.
fn table(fill: impl FnOnce(*mut HPyContext, *mut HPyContextShifted)) -> ContextRef {
    // SAFETY: the layout is not empty.
    let start = unsafe { alloc_zeroed(Layout::new::<HPyContextShifted>()) };
    assert!(!start.is_null());
    fill(start.cast(), start.cast());
    // SAFETY: not null; what the tests read of it is filled in. It is leaked.
    unsafe { ContextRef::from_raw(start.cast()) }
}

fn type_name(ctx: ContextRef) -> &'static CStr {
    // SAFETY: the entry is filled in where the current shift says.
    let name = unsafe { HPyType_GetName(ctx, HPy::NULL) };
    // SAFETY: one of the two literals above.
    unsafe { CStr::from_ptr(name) }
}

#[test]
fn late_entries_are_found_in_both_layouts() {
    let plain = table(|table, _| {
        // SAFETY: a field of memory that is large enough.
        unsafe { (*table).ctx_Type_GetName = plain_name };
    });
    let shifted = table(|_, table| {
        // SAFETY: a field of memory that is large enough.
        unsafe { (*table).ctx_Type_GetName = shifted_name };
    });
    assert_eq!(type_name(plain), c"plain");
    set_shift(1);
    assert_eq!(type_name(shifted), c"shifted");
    set_shift(0);
}

#[test]
fn early_entries_are_in_one_place() {
    let ctx = table(|table, _| {
        // SAFETY: a field of memory that is large enough.
        unsafe { (*table).h_True = HPy(7) };
        // SAFETY: a field of memory that is large enough.
        unsafe { (*table).ctx_Dup = next };
    });
    // SAFETY: the constant is filled in.
    let constant = unsafe { h_True(ctx) };
    // SAFETY: the entry is filled in.
    let copy = unsafe { HPy_Dup(ctx, constant) };
    assert_eq!((constant.0, copy.0), (7, 8));
}

#[test]
fn another_abi_version_is_refused() {
    let ctx = table(|table, _| {
        // SAFETY: a field of memory that is large enough.
        unsafe { (*table).abi_version = 1 };
    });
    // SAFETY: the version is read before anything else.
    let refused = unsafe { initialise(ctx, Door::HPy) };
    assert_eq!(refused, Err(LoadError::AbiVersion(1)));
    assert_eq!((runtime(), python_version(), door()), (Runtime::CPython, (0, 0), Door::HPy));
}
