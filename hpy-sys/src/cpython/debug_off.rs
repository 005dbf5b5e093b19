//! A build for CPython alone has no debug mode: there a handle is the address of its object, and no table is read.

use std::ffi::{CStr, c_int};
use std::ptr;

use crate::abi::{HPyFunc_inquiry, PyObject};

pub(super) const COMMAND_NAME: &CStr = c"";

/// It is never on.
#[inline(always)]
pub(super) const fn is_on() -> bool {
    false
}

pub(super) fn is_wanted(_module: &CStr) -> bool {
    false
}

pub(super) fn switch(_on: bool) {}

/// What would execute a module with a context of the mode's.
pub(super) unsafe fn execute(_: HPyFunc_inquiry, _: *mut PyObject) -> c_int {
    unreachable!("{OFF}")
}

/// What the leak detector would call.
pub(super) unsafe extern "C" fn command(_: *mut PyObject, _: *const *mut PyObject, _: isize) -> *mut PyObject {
    ptr::null_mut()
}

const OFF: &str = "the debug mode is never on";
