//! Types of objects.

use std::ffi::{CStr, c_char, c_int};

use crate::abi::{HPy, HPyContext, PyObject};
use crate::capi::PyType_IsSubtype;
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{struct_name, type_of};

entries! {
    forward {
        ctx_Type(obj: HPy) -> HPy = PyObject_Type;
        ctx_Type_IsSubtype(sub: HPy, type_: HPy) -> c_int = PyType_IsSubtype;
    }
    own { ctx_TypeCheck ctx_Type_GetName }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_TypeCheck(_ctx: *mut HPyContext, object: HPy, type_: HPy) -> c_int {
    // SAFETY: the entry contract.
    let found = unsafe { type_of(object.hand()) };
    let wanted: *mut PyObject = type_.hand();
    if found == wanted {
        return 1;
    }
    // SAFETY: the entry contract.
    unsafe { PyType_IsSubtype(found, wanted) }
}

/// What follows the last dot of the name in the type's struct, which lives as long as the type.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Type_GetName(_ctx: *mut HPyContext, type_: HPy) -> *const c_char {
    // SAFETY: the entry contract.
    let name = unsafe { struct_name(type_.hand()) };
    // SAFETY: a type's name is a C string.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes();
    let start = bytes.iter().rposition(|byte| *byte == b'.').map_or(0, |dot| dot + 1);
    // SAFETY: inside the string, its NUL at the most.
    unsafe { name.add(start) }
}
