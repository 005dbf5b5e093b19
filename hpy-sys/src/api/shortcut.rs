//! Short cuts where a handle is the address of its object, or a constant more: on CPython, behind either door.
//!
//! HPy's table has them all, but asks for a key object to get an item by its index, and knows no way through a dict but by a
//! list of its keys. Elsewhere, in HPy's debug mode too, each says so or takes the long way.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};

use super::context::ContextRef;
use super::functions::{HPy_AsPyObject, HPy_Dup, h_Builtins, h_None, h_TypeType};
use crate::abi::{HPy, HPy_ssize_t, PyObject};
use crate::capi;

/// The word of an object that holds its type, where the header is CPython's: a count and the type.
const TYPE_WORD: usize = 1;
/// How many words that header has. Where threads are free it has more, and what is borrowed from a container can go.
const HEADER_WORDS: usize = 2;
/// `PyUnicode_1BYTE_KIND`.
const ONE_BYTE: c_int = 1;
/// `PyUnicode_2BYTE_KIND`.
const TWO_BYTES: c_int = 2;

/// What [`ABOVE`] is where there are no short cuts.
const NOWHERE: isize = -1;
/// By how much a handle is above the address of its object: 1 in hpy 0.9, 0 behind our own door.
static ABOVE: AtomicIsize = AtomicIsize::new(NOWHERE);

/// Learns whether there are short cuts, where handles last and CPython's objects have a header of so many words.
///
/// # Safety
///
/// `ctx` is the context of the running call, of a CPython whose C API is loaded as far as its door needs it.
pub(super) unsafe fn learn(ctx: ContextRef, header_words: usize) {
    if header_words != HEADER_WORDS {
        return;
    }
    // SAFETY: the caller's context.
    let none = unsafe { h_None(ctx) };
    // SAFETY: the caller's context.
    let kind = unsafe { h_TypeType(ctx) };
    // SAFETY: handles of the caller's context.
    let above = unsafe { height(ctx, none) };
    // SAFETY: as above.
    if above >= 0 && above == unsafe { height(ctx, kind) } {
        ABOVE.store(above, Relaxed);
    }
    // SAFETY: as above. The type of `type` is `type`.
    if unsafe { type_of(ctx, kind) }.0 != kind.0 {
        ABOVE.store(NOWHERE, Relaxed);
    }
}

/// By how much a handle is above the address of its object.
///
/// # Safety
///
/// As for [`learn`]; an open handle of that context.
unsafe fn height(ctx: ContextRef, handle: HPy) -> isize {
    // SAFETY: the caller's promise.
    let object = unsafe { HPy_AsPyObject(ctx, handle) };
    // SAFETY: the reference that the call above gave.
    unsafe { capi::Py_DecRef(object) };
    handle.0.wrapping_sub(object as isize)
}

/// Whether there are short cuts: then two handles of one object are equal.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub fn is_direct() -> bool {
    above() != NOWHERE
}

/// By how much a handle is above the address of its object, or [`NOWHERE`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
fn above() -> isize {
    match capi::KNOWN {
        Some(interpreter) if interpreter.header_words == HEADER_WORDS => 0,
        Some(_) => NOWHERE,
        None => ABOVE.load(Relaxed),
    }
}

/// The object of a handle, where there are short cuts.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub(super) fn object(handle: HPy) -> *mut PyObject {
    (handle.0 - above()) as *mut PyObject
}

/// The handle of an object or of null, where there are short cuts.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub(super) fn handle(object: *mut PyObject) -> HPy {
    if object.is_null() { HPy::NULL } else { HPy(object as isize + above()) }
}

/// The type of an object, borrowed from it; null where it must be asked for.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads, where a call is to be saved")]
pub unsafe fn type_of(_ctx: ContextRef, object: HPy) -> HPy {
    if !is_direct() {
        return HPy::NULL;
    }
    // SAFETY: an open handle leads to a live object here, whose header ends with its type.
    handle(unsafe { self::object(object).cast::<*mut PyObject>().wrapping_add(TYPE_WORD).read() })
}

/// The type `dict`, for which the context has no constant: that of the builtins' dict, where [`type_of`] tells it.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads, where a call is to be saved")]
pub unsafe fn dict_type(ctx: ContextRef) -> HPy {
    // SAFETY: the caller's context.
    let builtins = unsafe { h_Builtins(ctx) };
    // SAFETY: a constant of the context.
    unsafe { type_of(ctx, builtins) }
}

/// How many pairs a dict has that [`next_pair`] can walk through; `None` if it cannot.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn pairs_of(ctx: ContextRef, dict: HPy) -> Option<usize> {
    // SAFETY: the caller's promise.
    let own = unsafe { type_of(ctx, dict) };
    // SAFETY: the caller's context.
    if own.is_null() || own.0 != unsafe { dict_type(ctx) }.0 {
        return None;
    }
    // SAFETY: loaded where there are short cuts; a dict.
    Some(unsafe { capi::PyDict_Size(object(dict)) }.cast_unsigned())
}

/// The next pair of a dict, as owned handles, and `position` moved behind it; `None` at the end. If the dict has been changed
/// since the walk has begun, pairs may come twice or not at all.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); [`pairs_of`] has given a number for this dict.
#[inline]
pub unsafe fn next_pair(ctx: ContextRef, dict: HPy, position: &mut HPy_ssize_t) -> Option<(HPy, HPy)> {
    let (mut key, mut value): (*mut PyObject, *mut PyObject) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: loaded where there are short cuts; a dict, and places to write to.
    if unsafe { capi::PyDict_Next(object(dict), position, &raw mut key, &raw mut value) } == 0 {
        return None;
    }
    // SAFETY: the dict holds both, and nothing has run meanwhile.
    let key = unsafe { HPy_Dup(ctx, handle(key)) };
    // SAFETY: as above.
    Some((key, unsafe { HPy_Dup(ctx, handle(value)) }))
}

/// A new `str` of ASCII, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn str_from_ascii(_ctx: ContextRef, text: &[u8]) -> Option<HPy> {
    let make = maker_of_str()?;
    // SAFETY: the C function of that name copies so many bytes, each of which it takes for a character.
    Some(handle(unsafe { make(ONE_BYTE, text.as_ptr().cast(), text.len().cast_signed()) }))
}

/// A new `str` of UTF-16 without surrogates, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn str_from_utf16(_ctx: ContextRef, units: &[u16]) -> Option<HPy> {
    let make = maker_of_str()?;
    // SAFETY: the C function of that name copies so many units of two bytes.
    Some(handle(unsafe { make(TWO_BYTES, units.as_ptr().cast(), units.len().cast_signed()) }))
}

/// The one object that Python keeps for all names of this text, where there are short cuts; else the handle as it is. Names in
/// Python's code are such objects, and two of them are told apart by their addresses.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); `text` is exactly a `str` and the caller's own, given up for
/// what is returned.
pub unsafe fn interned(_ctx: ContextRef, text: HPy) -> HPy {
    if is_direct()
        && let Some(intern) = capi::PyUnicode_InternInPlace()
    {
        let mut object = object(text);
        // SAFETY: the C function of that name exchanges the reference in a variable of ours.
        unsafe { intern(&raw mut object) };
        return handle(object);
    }
    text
}

fn maker_of_str() -> Option<unsafe extern "C" fn(c_int, *const c_void, HPy_ssize_t) -> *mut PyObject> {
    if is_direct() { capi::PyUnicode_FromKindAndData() } else { None }
}
