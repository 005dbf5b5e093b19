//! A `str` of a text whose length is known: what HPy has no function for, and of characters of one size, which is cheaper
//! than of UTF-8.

use std::ffi::{c_char, c_int, c_void};

use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::api::address::{adopt, handle_of, is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::runtime::{Door, Runtime, door, runtime};
use crate::capi;

/// `PyUnicode_1BYTE_KIND`.
const ONE_BYTE: c_int = 1;
/// `PyUnicode_2BYTE_KIND`.
const TWO_BYTES: c_int = 2;

/// A new `str`, or null with an exception set. `None` where the C API is no good way to one: it is not there, or behind
/// HPy an emulation, which costs more than a detour through other functions of HPy.
///
/// # Safety
///
/// `ctx` is the context of the running call, [`initialise`](crate::api::initialise) has succeeded, and `start` points at
/// `length` bytes of UTF-8.
#[inline]
pub unsafe fn str_from_utf8(ctx: ContextRef, start: *const c_char, length: HPy_ssize_t) -> Option<HPy> {
    if door() == Door::HPy && runtime() != Runtime::CPython {
        return None;
    }
    let make = capi::PyUnicode_FromStringAndSize()?;
    // SAFETY: as above.
    let object = unsafe { make(start, length) };
    // SAFETY: a new reference, or null with an exception set.
    Some(unsafe { adopt(ctx, object) })
}

/// A new `str` of ASCII, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn str_from_ascii(_ctx: ContextRef, text: &[u8]) -> Option<HPy> {
    let make = maker()?;
    // SAFETY: the C function of that name copies so many bytes, each of which it takes for a character.
    Some(handle_of(unsafe { make(ONE_BYTE, text.as_ptr().cast(), text.len().cast_signed()) }))
}

/// A new `str` of UTF-16 without surrogates, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn str_from_utf16(_ctx: ContextRef, units: &[u16]) -> Option<HPy> {
    let make = maker()?;
    // SAFETY: the C function of that name copies so many units of two bytes.
    Some(handle_of(unsafe { make(TWO_BYTES, units.as_ptr().cast(), units.len().cast_signed()) }))
}

/// The one object that Python keeps for all names of this text, where there is such a short cut; else the handle as it is. Names
/// in Python's code are such objects, and two of them are told apart by their addresses.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); `text` is exactly a `str` and the caller's own, given up for
/// what is returned.
pub unsafe fn interned(_ctx: ContextRef, text: HPy) -> HPy {
    if is_direct()
        && let Some(intern) = capi::PyUnicode_InternInPlace()
    {
        let mut object = object_of(text);
        // SAFETY: the C function of that name exchanges the reference in a variable of ours.
        unsafe { intern(&raw mut object) };
        return handle_of(object);
    }
    text
}

fn maker() -> Option<unsafe extern "C" fn(c_int, *const c_void, HPy_ssize_t) -> *mut PyObject> {
    if is_direct() { capi::PyUnicode_FromKindAndData() } else { None }
}
