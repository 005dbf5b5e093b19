//! The interpreter's own types, told from what Python code can put in their places.

use std::ffi::{CStr, c_ulong};
use std::ptr;

use crate::abi::PyObject;
use crate::capi::{
    PyObject_GetAttrString, PyObject_Type, PyTuple_New, PyType_GetFlags, PyType_IsSubtype, PyUnicode_AsUTF8AndSize,
};
use crate::cpython::refcount::Owned;

/// `Py_TPFLAGS_HEAPTYPE`: of all types that Python code makes.
const HEAP_TYPE: c_ulong = 1 << 9;

/// Whether a type was made at run time, by Python code or an extension.
///
/// # Safety
///
/// The entry contract; `type_` is a type.
pub(super) unsafe fn is_made(type_: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let flags = unsafe { PyType_GetFlags(type_) };
    flags & HEAP_TYPE != 0
}

/// Whether an object is the interpreter's own type of this name. What could not be asked for is none, with an exception set.
///
/// # Safety
///
/// The entry contract; the object is live.
pub(super) unsafe fn is_own_type(object: *mut PyObject, name: &CStr) -> bool {
    // SAFETY: the caller's promise.
    if !unsafe { is_type(object) } {
        return false;
    }
    // SAFETY: as above; it is a type.
    let is_made = unsafe { is_made(object) };
    // SAFETY: as above.
    !is_made && unsafe { has_name(object, name) }
}

/// Whether the type of an object is the interpreter's own of this name.
///
/// # Safety
///
/// As for [`is_own_type`].
pub(super) unsafe fn is_of_own_type(object: *mut PyObject, name: &CStr) -> bool {
    // SAFETY: the caller's promise.
    let type_ = unsafe { type_of(object) };
    // SAFETY: as above; a live object.
    type_.is_some_and(|type_| unsafe { is_own_type(type_.object(), name) })
}

/// Whether an object is of exactly this type.
///
/// # Safety
///
/// As for [`is_own_type`].
pub(super) unsafe fn is_of_type(object: *mut PyObject, type_: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { type_of(object) }.is_some_and(|own| ptr::eq(own.object(), type_))
}

/// Whether an object is a type. The type of types is found by way of an object, as `builtins` need not have it.
unsafe fn is_type(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let tuple = unsafe { PyTuple_New(0) };
    // SAFETY: a new reference or null.
    let Some(tuple) = (unsafe { Owned::new(tuple) }) else { return false };
    // SAFETY: a live object, here and below.
    let Some(kind) = (unsafe { type_of(tuple.object()) }) else { return false };
    // SAFETY: as above.
    let Some(type_of_types) = (unsafe { type_of(kind.object()) }) else { return false };
    // SAFETY: as above.
    let Some(type_) = (unsafe { type_of(object) }) else { return false };
    // SAFETY: the types of objects are types.
    unsafe { PyType_IsSubtype(type_.object(), type_of_types.object()) != 0 }
}

unsafe fn type_of(object: *mut PyObject) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let type_ = unsafe { PyObject_Type(object) };
    // SAFETY: a new reference or null.
    unsafe { Owned::new(type_) }
}

/// Whether a type has this name, which Python code cannot change of those that were not made at run time; as [`is_own_type`].
pub(super) unsafe fn has_name(type_: *mut PyObject, name: &CStr) -> bool {
    // SAFETY: the caller's promise.
    let found = unsafe { PyObject_GetAttrString(type_, c"__name__".as_ptr()) };
    // SAFETY: a new reference or null.
    let Some(found) = (unsafe { Owned::new(found) }) else { return false };
    // SAFETY: as above; a text that ends with a NUL and lives as long as the object, or null.
    let text = unsafe { PyUnicode_AsUTF8AndSize(found.object(), ptr::null_mut()) };
    // SAFETY: as above.
    !text.is_null() && unsafe { CStr::from_ptr(text) } == name
}
