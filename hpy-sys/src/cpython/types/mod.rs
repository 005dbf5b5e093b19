//! Types of our own, made of the C API's functions.
//!
//! An instance is the interpreter's header and, at [`payload`], the struct that the type's definition asks for; of a type that
//! derives from an exception or a builtin type ([`native`]) it is what that has, and the struct. There may be [`room`] for a `__dict__` and
//! for weak references. What must be known of a type when one of its instances goes is in the [`registry`].

mod arguments;
mod buffer;
mod call;
mod call_of_hpy;
mod collection;
mod construct;
mod index;
mod lifecycle;
mod native;
mod native_slots;
mod patch;
pub(super) mod payload;
mod property;
mod registry;
mod room;
mod spec;

pub(crate) use arguments::call_with_tuple;
pub(crate) use buffer::{get_buffer, release_buffer};
pub(crate) use call::{CallSlot, Convention, Passed, Vectorcall, call_slot, calls_by_trampolines, fills_slot_of};
pub(crate) use call_of_hpy::{call_instances, called_of_hpy, size_with_word};
pub(crate) use construct::{Constructor, call_type, vectorcall_of};
pub(crate) use native::{init_native, new_native};
pub(crate) use payload::{has_struct_of, new_instance, struct_of};
pub(crate) use spec::new_type;

use crate::abi::{HPyContext, PyObject};
use crate::capi::Interpreter;
use crate::cpython::entry::Hand;

/// Puts the entries of this topic into `table`.
///
/// # Safety
///
/// `table` may be written to and nothing reads it yet.
#[cfg(not(feature = "cpython"))]
pub(super) unsafe fn fill(table: *mut HPyContext) {
    // SAFETY: the caller's promise.
    unsafe { payload::fill_table(table) };
}

/// Learns what it takes to have types called that hpy makes, and their instances, where handles lead to objects.
///
/// # Safety
///
/// This is CPython, through hpy, and the C API is loaded as far as that needs it; `tuple` is the type of tuples.
pub(crate) unsafe fn learn_for_hpy(interpreter: &Interpreter, tuple: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { arguments::learn(interpreter, tuple) };
    call::learn(interpreter, true);
    // SAFETY: as above.
    unsafe { construct::learn(tuple) };
}

/// Learns what differs between interpreters.
///
/// # Safety
///
/// The entry contract; the header is known and `table` has its constants.
pub(super) unsafe fn learn(interpreter: &Interpreter, table: *const HPyContext) {
    // SAFETY: the caller's promise.
    let tuple = unsafe { (*table).h_TupleType };
    // SAFETY: as above.
    unsafe { arguments::learn(interpreter, tuple.hand()) };
    payload::learn(interpreter);
    room::learn(interpreter);
    let is_debug = crate::cpython::is_debug();
    call::learn(interpreter, is_debug);
    if !is_debug {
        // SAFETY: as above.
        unsafe { construct::learn(tuple.hand()) };
    }
    native::learn(interpreter);
    collection::learn(interpreter);
    lifecycle::learn(interpreter);
    property::learn(interpreter);
    patch::learn(interpreter);
    // SAFETY: as above.
    unsafe { index::learn(interpreter) };
}
