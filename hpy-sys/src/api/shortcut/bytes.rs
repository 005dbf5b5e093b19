//! A `bytes` that is filled where it lies. HPy makes one of bytes that lie somewhere else, so that they are copied.

use std::ptr;

use super::is_cpython;
use crate::abi::HPy;
use crate::api::address::handle_of;
use crate::api::context::ContextRef;
use crate::api::functions::HPyBytes_AS_STRING;
use crate::capi;

/// Of one byte or none there is one object for all.
const FEWEST: usize = 2;
/// Of more there is no memory, which the C API tells by another exception, and less than nothing of still more.
const MOST: usize = isize::MAX.cast_unsigned() / 2;

/// A new `bytes` of zeros and where they are, or null with an exception set; `None` where there is no such short cut.
///
/// As long as the handle is the only one, nobody else knows the object: the collector does not list what has no references.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety). What is written to is no further than `length`, and written before the
/// handle is handed on.
pub unsafe fn new_bytes_to_fill(ctx: ContextRef, length: usize) -> Option<(HPy, *mut u8)> {
    if !is_cpython() || !(FEWEST..=MOST).contains(&length) {
        return None;
    }
    // SAFETY: the caller keeps the terms.
    let bytes = handle_of(unsafe { capi::PyBytes_FromStringAndSize(ptr::null(), length.cast_signed()) });
    if bytes.is_null() {
        return Some((bytes, ptr::null_mut()));
    }
    // SAFETY: a new handle, of a `bytes`, which has its content within it.
    let start = unsafe { HPyBytes_AS_STRING(ctx, bytes) }.cast_mut().cast::<u8>();
    // SAFETY: so many bytes are there, and the object is nobody else's.
    unsafe { start.write_bytes(0, length) };
    Some((bytes, start))
}
