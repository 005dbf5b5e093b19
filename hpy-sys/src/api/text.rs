//! A `str` of UTF-8 whose length is known: what HPy has no function for.
//!
//! On CPython it is also cheaper than what HPy has for ASCII.

use std::ffi::c_char;

use super::context::ContextRef;
use super::direct;
use super::runtime::{Door, Runtime, door, runtime};
use crate::abi::{HPy, HPy_ssize_t};
use crate::capi;

/// A new `str`, or null with an exception set. `None` where the C API is no good way to one: it is not there, or behind
/// HPy an emulation, which costs more than a detour through other functions of HPy.
///
/// # Safety
///
/// `ctx` is the context of the running call, [`initialise`](super::initialise) has succeeded, and `start` points at `length`
/// bytes of UTF-8.
#[inline]
pub unsafe fn str_from_utf8(ctx: ContextRef, start: *const c_char, length: HPy_ssize_t) -> Option<HPy> {
    if door() == Door::HPy && runtime() != Runtime::CPython {
        return None;
    }
    let make = capi::PyUnicode_FromStringAndSize()?;
    // SAFETY: as above.
    let object = unsafe { make(start, length) };
    // SAFETY: a new reference, or null with an exception set.
    Some(unsafe { direct::adopt(ctx, object) })
}
