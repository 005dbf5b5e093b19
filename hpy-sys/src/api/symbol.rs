//! Looks C API functions up in the process, under CPython's name or PyPy's.

use std::ffi::{CStr, CString, c_char, c_void};

use super::runtime::LoadError;
use crate::abi::PyObject;

/// The address of `name`, or of the same function under PyPy's name.
fn address(name: &CStr) -> Option<*mut c_void> {
    let find = |name: &CStr| {
        // SAFETY: RTLD_DEFAULT and a C string.
        let found = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
        (!found.is_null()).then_some(found)
    };
    let pypy = || {
        let rest = name.to_str().ok()?.strip_prefix("Py")?;
        find(&CString::new(format!("PyPy{rest}")).ok()?)
    };
    find(name).or_else(pypy)
}

/// The function, or `None` where the interpreter has none.
///
/// # Safety
///
/// `F` is the type of a pointer to that function.
pub(super) unsafe fn optional<F: Copy>(name: &CStr) -> Option<F> {
    const { assert!(size_of::<F>() == size_of::<*mut c_void>()) };
    // SAFETY: the caller promises the type; sizes are equal.
    address(name).map(|found| unsafe { std::mem::transmute_copy(&found) })
}

/// The function, or an error that names it.
///
/// # Errors
///
/// Where the interpreter has no such function.
///
/// # Safety
///
/// As for [`optional`].
pub(super) unsafe fn required<F: Copy>(name: &CStr) -> Result<F, LoadError> {
    // SAFETY: the caller's promise.
    unsafe { optional(name) }
        .ok_or_else(|| LoadError::MissingSymbol(name.to_string_lossy().into_owned()))
}

/// Raises a `TypeError`; for CPython's trampolines, which have no context.
pub(super) fn raise_type_error(message: &CStr) {
    type SetString = unsafe extern "C" fn(*mut PyObject, *const c_char);
    let Some(type_error) = address(c"PyExc_TypeError") else {
        return;
    };
    // SAFETY: the C API's own declaration.
    let Some(set_string) = (unsafe { optional::<SetString>(c"PyErr_SetString") }) else {
        return;
    };
    // SAFETY: the symbol is a variable that holds the exception type.
    let type_error = unsafe { *type_error.cast::<*mut PyObject>() };
    // SAFETY: called by CPython with its lock held.
    unsafe { set_string(type_error, message.as_ptr()) };
}
