//! What old versions of CPython do not take from a specification, written into the struct of the type.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::abi::{HPy_bf_getbuffer, HPy_bf_releasebuffer, HPyCFunction, HPySlot_Slot, PyObject};
use crate::api::{Runtime, Slot, Type};
use crate::capi::Interpreter;
use crate::cpython::header::{set_struct_word, struct_word};

/// Words of a type's struct, counted from `tp_name` on.
const TP_AS_BUFFER: usize = 17;
const TP_DOC: usize = 19;

/// CPython 3.8 takes no buffer slots: it would write them over the type's reference count.
static BUFFERS: AtomicBool = AtomicBool::new(false);
/// CPython 3.8 and 3.9 take the signature of the constructor out of the doc text.
static SIGNATURES: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    let is_before = |version| interpreter.runtime == Runtime::CPython && interpreter.version < version;
    BUFFERS.store(is_before((3, 9)), Relaxed);
    SIGNATURES.store(is_before((3, 10)), Relaxed);
}

/// Whether a slot may be in the specification.
pub(super) fn is_taken(number: HPySlot_Slot) -> bool {
    !(matches!(number, HPy_bf_getbuffer | HPy_bf_releasebuffer) && BUFFERS.load(Relaxed))
}

/// Completes a type.
///
/// # Safety
///
/// The entry contract; `type_` was just made of `definition`, and lives for ever.
pub(super) unsafe fn complete(type_: *mut PyObject, definition: &Type) {
    if BUFFERS.load(Relaxed) {
        // SAFETY: the caller's promise.
        unsafe { set_buffers(type_, &definition.slots) };
    }
    if SIGNATURES.load(Relaxed) && !definition.doc.is_empty() {
        // SAFETY: the caller's promise: what only the end of the type would free is there for ever.
        unsafe { set_struct_word(type_, TP_DOC, definition.doc.as_ptr() as usize) };
    }
}

/// # Safety
///
/// As for [`complete`], with CPython 3.8.
unsafe fn set_buffers(type_: *mut PyObject, slots: &[Slot]) {
    // SAFETY: the caller's promise: heap types have the struct that this points at in their own.
    let functions = unsafe { struct_word(type_, TP_AS_BUFFER) } as *mut HPyCFunction;
    for slot in slots {
        let index = match slot.number() {
            HPy_bf_getbuffer => 0,
            HPy_bf_releasebuffer => 1,
            _ => continue,
        };
        // SAFETY: as above; two functions.
        unsafe { functions.wrapping_add(index).write(slot.function()) };
    }
}
