//! Exceptions that this folder raises itself.

use std::ffi::CStr;

use crate::abi::HPy;
use crate::capi::PyErr_SetString;
use crate::cpython::entry::Hand;

/// What the C API says about an argument that only a mistake in an extension passes.
pub(super) const BAD_ARGUMENT: &CStr = c"bad argument to internal function";

/// Raises `exception`, a constant of the context.
///
/// # Safety
///
/// The entry contract.
#[cold]
pub(super) unsafe fn raise(exception: HPy, message: &CStr) {
    // SAFETY: the caller's promise; a live exception type and a C string.
    unsafe { PyErr_SetString(exception.hand(), message.as_ptr()) }
}
