//! What the garbage collector asks of an instance: which objects its fields refer to, and to let go of them.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::registry::find;
use crate::abi::{HPy, HPyField, HPyFunc_traverseproc, PyObject, cpy_visitproc};
use crate::api::Runtime;
use crate::capi::Interpreter;
use crate::cpython::entry::Hand;
use crate::cpython::header::own_type;
use crate::cpython::refcount::release;

/// Whether the collector wants to be told the type of an instance.
static TYPES_ARE_VISITED: AtomicBool = AtomicBool::new(false);

/// From Python 3.9 on instances of heap types visit their type, which they have a reference to; PyPy never asks.
pub(super) fn learn(interpreter: &Interpreter) {
    let visited = interpreter.runtime != Runtime::PyPy && interpreter.version >= (3, 9);
    TYPES_ARE_VISITED.store(visited, Relaxed);
}

/// The C API's visitor and what it is to get.
struct Visit {
    visit: cpy_visitproc,
    arg: *mut c_void,
}

unsafe extern "C" fn visit_field(field: *mut HPyField, arg: *mut c_void) -> c_int {
    // SAFETY: `traverse` passes its own `Visit`.
    let Visit { visit, arg } = unsafe { &*arg.cast::<Visit>() };
    // SAFETY: a traverse function passes fields of the struct that it was given.
    let object = HPy(unsafe { (*field).0 });
    if object.is_null() {
        return 0;
    }
    // SAFETY: the collector's function, and an object that the field refers to.
    unsafe { visit(object.hand(), *arg) }
}

/// `tp_traverse` of every type with fields.
pub(super) unsafe extern "C" fn traverse(object: *mut PyObject, visit: cpy_visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it with an instance.
    let type_ = unsafe { own_type(object) };
    if TYPES_ARE_VISITED.load(Relaxed) {
        // SAFETY: the collector's function.
        let status = unsafe { visit(type_, arg) };
        if status != 0 {
            return status;
        }
    }
    // SAFETY: the type, or one of its bases, has this function, so it was made here.
    let Some(made) = (unsafe { find(type_) }) else { return 0 };
    // SAFETY: an instance of the type.
    let mut status = unsafe { made.native_slots.visit(object, visit, arg) };
    if status == 0 {
        // SAFETY: as above.
        status = unsafe { made.room.visit(object, visit, arg) };
    }
    let Some(traverse) = made.traverse.filter(|_| status == 0) else { return status };
    let mut visit = Visit { visit, arg };
    // SAFETY: the function for this struct.
    unsafe { traverse(made.payload_of(object), visit_field, (&raw mut visit).cast()) }
}

/// `tp_clear` of every type with fields.
pub(super) unsafe extern "C" fn clear(object: *mut PyObject) -> c_int {
    // SAFETY: the collector calls it with an instance.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as in `traverse`.
    let Some(made) = (unsafe { find(type_) }) else { return 0 };
    if let Some(traverse) = made.traverse {
        // SAFETY: the function for this struct.
        unsafe { clear_fields(traverse, made.payload_of(object)) };
    }
    // SAFETY: an instance of the type.
    unsafe { made.room.clear_dict(object) };
    // SAFETY: as above.
    unsafe { made.native_slots.clear(object) };
    0
}

unsafe extern "C" fn clear_field(field: *mut HPyField, _arg: *mut c_void) -> c_int {
    // SAFETY: a traverse function passes fields of the struct that it was given.
    let before = HPy(unsafe { field.replace(HPyField::NULL) }.0);
    if !before.is_null() {
        // SAFETY: the field's own reference.
        unsafe { release(before.hand()) };
    }
    0
}

/// Empties the fields of a struct. What they referred to may run Python code as it goes, which finds them empty.
///
/// # Safety
///
/// The entry contract; `traverse` is the function for the struct at `payload`.
pub(super) unsafe fn clear_fields(traverse: HPyFunc_traverseproc, payload: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { traverse(payload, clear_field, ptr::null_mut()) };
}
