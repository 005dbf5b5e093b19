//! Ways that are shorter than HPy's where a handle leads to its object's [address](super::address).
//!
//! HPy's table has them all, but makes an `int` of an index to get an item, looks for the way to an item of a dict, knows no way
//! through one but by a list of its keys, none from a text of known length to a `str`, no `bytes` that is filled where it lies, and nothing of iterators, dates and
//! complex numbers. Elsewhere, in HPy's debug
//! mode too, each says so or takes the long way.

mod build;
mod bytes;
mod complex;
mod datetime;
mod datetime_in_place;
mod dict;
mod float;
mod instance;
mod int;
mod item;
mod iterate;
mod layout;
mod number_at;
mod pairs;
mod text;

pub use build::{give_to_list, lists_are_known, new_list_with_room, tuple_of_given};
pub use bytes::new_bytes_to_fill;
pub use complex::{complex_parts, new_complex};
pub use datetime::{datetimes_are_known, learn_datetimes, new_date, new_datetime, new_delta, new_time, new_zone};
pub use datetime_in_place::{date_in, delta_in, fold_in, time_in, zone_in};
pub use dict::{dict_item, dict_type, set_item};
pub use instance::{new_direct, new_object};
pub use int::{int_as_i64, int_as_u64, int_digits, int_from_digits};
pub use item::{item_at, item_of_tuple};
pub use iterate::{iterator_of, next_item};
pub use layout::tuple_items;
pub use number_at::{float_at, int_at};
pub use pairs::{next_pair, pairs_of};
pub use text::{interned, str_from_ascii, str_from_utf8, str_from_utf16};

use super::address::{handles_are_addresses, have_headers, is_direct, object_of};
use super::context::ContextRef;
use super::functions::h_TupleType;
use super::runtime::{Door, Runtime, python_version, runtime};
use crate::{capi, cpython};

/// Whether handles are addresses on a CPython, with its lock or without: what its C API gives becomes a handle at once.
#[inline]
fn is_cpython() -> bool {
    capi::IS_LINKED || (handles_are_addresses() && runtime() == Runtime::CPython)
}

/// Whether this is PyPy, by the own door and without watching handles: they are addresses of what its C API takes.
#[inline]
fn is_pypy_by_its_c_api() -> bool {
    runtime() == Runtime::PyPy && handles_are_addresses()
}

/// As [`is_cpython`], of a version that was looked at: for what is no part of the stable ABI.
#[inline]
fn is_known_cpython() -> bool {
    is_cpython() && capi::is_known_cpython(python_version())
}

/// Learns how references are counted, and what calls of instances take.
///
/// # Safety
///
/// As for [`learn`], on CPython through hpy.
unsafe fn learn_through_hpy(ctx: ContextRef) {
    // SAFETY: the caller's promise, here and below.
    let Ok(interpreter) = (unsafe { capi::Interpreter::detect() }) else {
        // SAFETY: as above. It can be done without.
        unsafe { capi::PyErr_Clear() };
        return;
    };
    // SAFETY: who has a context holds the interpreter's lock.
    unsafe { cpython::count_as(&interpreter) };
    // SAFETY: as above; a constant of the context.
    let tuple = object_of(unsafe { h_TupleType(ctx) });
    // SAFETY: as above.
    unsafe { cpython::learn_for_hpy(&interpreter, tuple) };
}

/// Learns what objects look like, where handles lead to them.
///
/// # Safety
///
/// `ctx` is the context of the running call and belongs to `door`; the C API is loaded as far as that needs it.
pub(super) unsafe fn learn(ctx: ContextRef, door: Door) {
    // SAFETY: the caller's promise.
    unsafe { dict::learn(ctx) };
    if !is_direct() {
        if have_headers() {
            // SAFETY: the caller's promise.
            unsafe { layout::learn_tuples_of_pypy(ctx) };
        }
        return;
    }
    if door == Door::HPy {
        // Our own door has learnt that before.
        // SAFETY: the caller's promise.
        unsafe { learn_through_hpy(ctx) };
    }
    // SAFETY: the caller's promise.
    unsafe { layout::learn(ctx) };
    // SAFETY: the caller's promise.
    unsafe { int::learn(ctx) };
    // SAFETY: the caller's promise.
    unsafe { float::learn(ctx) };
    // SAFETY: the caller's promise.
    unsafe { text::learn(ctx) };
}
