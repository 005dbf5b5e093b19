//! A build for CPython alone has no debug mode: there a handle is the address of its object, and no table is read. Who asks for
//! one is told.

#[path = "debug/mode.rs"]
mod mode;

use std::ffi::{CStr, CString, c_int};
use std::ptr;

use crate::abi::{HPy, HPyFunc_inquiry, PyObject};
use crate::cpython::error::ctx_Err_WarnEx;
use crate::cpython::linked::constants_of_file;

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

/// Warns if a mode is asked for the module; `false` with an exception set if warnings are errors.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn warn_if_wanted(module: &CStr) -> bool {
    let mode = mode::wanted(module);
    if mode.is_empty() || mode.eq_ignore_ascii_case("universal") {
        return true;
    }
    let name = module.to_string_lossy();
    let message = format!(
        "HPY={mode} does nothing for {name}, which was built for CPython alone: only a universal file has modes"
    );
    let message = CString::new(message).unwrap_or_default();
    // SAFETY: the caller's promise; without a category it is a `RuntimeWarning`.
    unsafe { ctx_Err_WarnEx(constants_of_file(), HPy::NULL, message.as_ptr(), 1) == 0 }
}

/// What would execute a module with a context of the mode's.
pub(super) unsafe fn execute(_: HPyFunc_inquiry, _: *mut PyObject) -> c_int {
    unreachable!("{OFF}")
}

/// What the leak detector would call.
pub(super) unsafe extern "C" fn command(_: *mut PyObject, _: *const *mut PyObject, _: isize) -> *mut PyObject {
    ptr::null_mut()
}

const OFF: &str = "the debug mode is never on";
