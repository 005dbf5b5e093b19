//! The structs of `PyPy`'s objects, read in place where they were seen to be as its headers say.

use std::ffi::{CStr, c_char, c_int};
use std::mem::offset_of;

use crate::abi::{HPy_ssize_t, PyObject};
use crate::capi::{
    PyBytes_AsString, PyBytes_FromString, PyErr_Clear, PyFloat_FromDouble, PyUnicode_AsUTF8AndSize,
    PyUnicode_FromString,
};
use crate::cpython::refcount::Owned;
use crate::learnt::Learnt;

/// What every object begins with.
#[repr(C)]
struct Header {
    count: isize,
    link: isize,
    type_: usize,
}

/// `PyFloatObject`.
#[repr(C)]
struct Float {
    header: Header,
    value: f64,
}

/// `PyBytesObject`, whose content goes on behind it.
#[repr(C)]
struct Bytes {
    header: Header,
    size: HPy_ssize_t,
    hash: isize,
    state: c_int,
    content: [c_char; 1],
}

/// `PyASCIIObject`, which all texts begin with; one of ASCII alone has its characters behind it.
#[repr(C)]
struct Text {
    header: Header,
    length: HPy_ssize_t,
    hash: isize,
    interned: u8,
    kind: u8,
    is_compact: u8,
    is_ascii: u8,
    is_ready: u8,
    wide: *mut c_char,
}

/// A part of an object's memory, and how long it is in bytes.
type Part = (*const c_char, HPy_ssize_t);

/// The types whose instances have such structs, without those of subclasses; no object's where the structs are others.
static FLOAT: Learnt<usize> = Learnt::new(0);
static BYTES: Learnt<usize> = Learnt::new(0);
static TEXT: Learnt<usize> = Learnt::new(0);

/// Whether the header of an object says that it is of this type.
///
/// # Safety
///
/// The entry contract; `object` is live, here and below.
#[inline(always)]
unsafe fn is_of(object: *mut PyObject, type_: &Learnt<usize>) -> bool {
    // SAFETY: the caller's promise.
    (unsafe { type_word(object) }) == type_.get()
}

/// # Safety
///
/// As for [`is_of`].
#[inline(always)]
unsafe fn type_word(object: *mut PyObject) -> usize {
    // SAFETY: every object has a header.
    unsafe { (*object.cast::<Header>()).type_ }
}

/// The value of what is exactly a float.
///
/// # Safety
///
/// As for [`is_of`].
#[inline(always)]
pub(super) unsafe fn float_value(object: *mut PyObject) -> Option<f64> {
    // SAFETY: the caller's promise.
    let is_float = unsafe { is_of(object, &FLOAT) };
    // SAFETY: a float has that struct.
    is_float.then(|| unsafe { (*object.cast::<Float>()).value })
}

/// The content of what is exactly bytes.
///
/// # Safety
///
/// As for [`is_of`].
#[inline(always)]
pub(super) unsafe fn content(object: *mut PyObject) -> Option<Part> {
    let start = object.cast::<c_char>().wrapping_add(offset_of!(Bytes, content)).cast_const();
    // SAFETY: the caller's promise.
    let is_bytes = unsafe { is_of(object, &BYTES) };
    // SAFETY: bytes have that struct.
    is_bytes.then(|| (start, unsafe { (*object.cast::<Bytes>()).size }))
}

/// The characters of what is exactly a `str`, and one of ASCII alone, which are its UTF-8.
///
/// # Safety
///
/// As for [`is_of`].
#[inline(always)]
pub(super) unsafe fn ascii(object: *mut PyObject) -> Option<Part> {
    let text = object.cast::<Text>();
    let start = text.wrapping_add(1).cast::<c_char>().cast_const();
    // SAFETY: the caller's promise.
    if !unsafe { is_of(object, &TEXT) } {
        return None;
    }
    // SAFETY: it was just seen to have that struct.
    let Text { length, is_compact, is_ascii, is_ready, .. } = unsafe { &*text };
    (is_compact & is_ascii & is_ready == 1).then_some((start, *length))
}

/// Tries out which structs are as above.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn learn() {
    // SAFETY: the caller's promise, here and below.
    let float = unsafe { learn_float() };
    // SAFETY: as above.
    let bytes = unsafe { learn_bytes() };
    // SAFETY: as above.
    let text = unsafe { learn_text() };
    if [float, bytes, text].contains(&None) {
        // SAFETY: as above. There is too little memory; nothing but a short cut is lost.
        unsafe { PyErr_Clear() };
    }
}

/// # Safety
///
/// As for [`learn`].
unsafe fn learn_float() -> Option<()> {
    const NUMBER: f64 = -2.5;
    // SAFETY: the caller's promise, here and below.
    let probe = unsafe { PyFloat_FromDouble(NUMBER) };
    // SAFETY: as above; a new reference or null.
    let probe = unsafe { Owned::new(probe) }?;
    // SAFETY: as above.
    let type_ = unsafe { type_word(probe.object()) };
    // SAFETY: as above.
    unsafe { FLOAT.set(type_) };
    // SAFETY: as above.
    let value = unsafe { float_value(probe.object()) };
    if value.map(f64::to_bits) != Some(NUMBER.to_bits()) {
        // SAFETY: as above.
        unsafe { FLOAT.set(0) };
    }
    Some(())
}

/// # Safety
///
/// As for [`learn`].
unsafe fn learn_bytes() -> Option<()> {
    const WORD: &CStr = c"probe";
    // SAFETY: the caller's promise, here and below.
    let probe = unsafe { PyBytes_FromString(WORD.as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let probe = unsafe { Owned::new(probe) }?;
    // SAFETY: as above.
    let type_ = unsafe { type_word(probe.object()) };
    // SAFETY: as above.
    unsafe { BYTES.set(type_) };
    // SAFETY: as above.
    let start = unsafe { PyBytes_AsString(probe.object()) };
    // SAFETY: as above.
    if unsafe { content(probe.object()) } != Some((start, WORD.count_bytes().cast_signed())) {
        // SAFETY: as above.
        unsafe { BYTES.set(0) };
    }
    Some(())
}

/// # Safety
///
/// As for [`learn`].
unsafe fn learn_text() -> Option<()> {
    for (word, is_ascii) in [(c"probe", true), (c"pr\u{f6}be", false), (c"pr\u{14d}be", false)] {
        // SAFETY: the caller's promise, here and below.
        let probe = unsafe { PyUnicode_FromString(word.as_ptr()) };
        // SAFETY: as above; a new reference or null.
        let probe = unsafe { Owned::new(probe) }?;
        // SAFETY: as above.
        let type_ = unsafe { type_word(probe.object()) };
        // SAFETY: as above.
        unsafe { TEXT.set(type_) };
        let mut length = 0;
        // SAFETY: as above; a place to write to.
        let start = unsafe { PyUnicode_AsUTF8AndSize(probe.object(), &raw mut length) };
        // SAFETY: as above.
        if unsafe { ascii(probe.object()) } != is_ascii.then_some((start, length)) {
            // SAFETY: as above.
            unsafe { TEXT.set(0) };
            return Some(());
        }
    }
    Some(())
}
