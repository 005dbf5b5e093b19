//! Exceptions that this folder raises itself.

use std::ffi::CStr;

use crate::abi::HPy;
use crate::capi::PyErr_SetString;
use crate::cpython::entry::Hand;

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
