//! A `str` of a text whose length is known: what HPy has no function for, and of characters of one size, which is cheaper
//! than of UTF-8.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;

use crate::abi::{HPy, HPy_UCS4, HPy_ssize_t, PyObject};
use crate::api::address::{adopt, handle_of, have_headers, is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyErr_Clear, HPyUnicode_AsUTF8AndSize, HPyUnicode_FromString};
use crate::api::runtime::{Door, Runtime, door, runtime};
use crate::capi;
use crate::learnt::Learnt;

/// `PyUnicode_1BYTE_KIND`.
const ONE_BYTE: c_int = 1;
/// `PyUnicode_2BYTE_KIND`.
const TWO_BYTES: c_int = 2;

/// A new `str`, or null with an exception set. `None` where the C API is no good way to one: it is not there, or behind
/// HPy an emulation, which costs more than a detour through other functions of HPy.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety), and `start` points at `length` bytes of UTF-8.
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

/// Where a `str` of ASCII has its characters, counted from its address in bytes; 0 where that is not known.
static ASCII: Learnt<usize> = Learnt::new(0);

/// Learns where that is: of such a `str` what there is as UTF-8 is the same.
///
/// # Safety
///
/// `ctx` is the context of the running call, and handles lead to objects.
pub(super) unsafe fn learn(ctx: ContextRef) {
    const LARGEST_HEADER: usize = 128;
    // SAFETY: the caller's context, and a C string.
    let probe = unsafe { HPyUnicode_FromString(ctx, c"probe".as_ptr()) };
    if probe.is_null() {
        // SAFETY: the caller's context.
        unsafe { HPyErr_Clear(ctx) };
        return;
    }
    // SAFETY: a new handle; the length is not asked for.
    let characters = unsafe { HPyUnicode_AsUTF8AndSize(ctx, probe, ptr::null_mut()) };
    let place = characters.addr().wrapping_sub(object_of(probe).addr());
    if place < LARGEST_HEADER {
        // SAFETY: who has a context holds the interpreter's lock.
        unsafe { ASCII.set(place) };
    }
    // SAFETY: a new handle, closed once.
    unsafe { HPy_Close(ctx, probe) };
}

/// The largest character of ASCII.
const LAST_ASCII: HPy_UCS4 = 0x7f;

/// A new `str` of ASCII, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn str_from_ascii(_ctx: ContextRef, text: &[u8]) -> Option<HPy> {
    let place = ASCII.get();
    // Of one character or none there is one object for all.
    if place != 0
        && text.len() > 1
        && let Some(new) = capi::PyUnicode_New()
    {
        // SAFETY: the C function of that name.
        let object = unsafe { new(text.len().cast_signed(), LAST_ASCII) };
        if !object.is_null() {
            // SAFETY: a new `str` of so many characters, which nobody else knows.
            unsafe { object.cast::<u8>().wrapping_add(place).copy_from_nonoverlapping(text.as_ptr(), text.len()) };
        }
        return Some(handle_of(object));
    }
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
    if have_headers()
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
