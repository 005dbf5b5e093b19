//! Calls on `str` and `bytes`.

use std::ffi::{CStr, c_char};
use std::ptr;

use hpy_sys::api::{self, Runtime};

use super::{handle, plain};
use crate::Result;
use crate::context::Context;
use crate::error::{PyValueError, raised};
use crate::handle::{Borrowed, Handle};
use crate::types::{PyBytes, PyStr};

/// Texts up to this length get their terminating NUL on the stack.
const ON_STACK: usize = 256;

/// Runs `work` on `text` as a C string; `None` if a NUL within it makes that impossible.
#[inline]
pub(crate) fn with_c_str<R>(text: &str, work: impl FnOnce(&CStr) -> R) -> Option<R> {
    if text.len() < ON_STACK {
        let mut buffer = [0_u8; ON_STACK];
        buffer[..text.len()].copy_from_slice(text.as_bytes());
        return CStr::from_bytes_with_nul(&buffer[..=text.len()]).ok().map(work);
    }
    with_c_string(text, work)
}

#[cold]
fn with_c_string<R>(text: &str, work: impl FnOnce(&CStr) -> R) -> Option<R> {
    std::ffi::CString::new(text).ok().map(|text| work(&text))
}

pub(crate) fn is_str(object: &Handle<'_>) -> bool {
    plain!(object.ctx(), HPyUnicode_Check(object.as_raw())) != 0
}

/// A new `str`. HPy has no constructor for UTF-8 of known length, so there are three ways.
pub(crate) fn new_str<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx, PyStr>> {
    if text.is_ascii() {
        let start = text.as_ptr().cast::<c_char>();
        return handle!(ctx, HPyUnicode_DecodeASCII(start, text.len().cast_signed(), ptr::null()));
    }
    with_c_str(text, |text| handle!(ctx, HPyUnicode_FromString(text.as_ptr()))).unwrap_or_else(|| decode(ctx, text))
}

/// A new `str` with a NUL and non-ASCII characters in it.
#[cold]
fn decode<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx, PyStr>> {
    let bytes = new_bytes(ctx, text.as_bytes())?;
    handle!(ctx, HPyUnicode_FromEncodedObject(bytes.as_raw(), c"utf-8".as_ptr(), c"strict".as_ptr()))
}

/// The UTF-8 of a `str`, valid while the handle is open.
#[inline]
pub(crate) fn as_str<'a>(text: Borrowed<'a, '_, PyStr>) -> Result<&'a str> {
    let ctx = text.ctx();
    let mut length = 0;
    let start = plain!(ctx, HPyUnicode_AsUTF8AndSize(text.as_raw(), &raw mut length));
    if start.is_null() {
        return Err(raised::take(ctx));
    }
    // SAFETY: the function gave the start and the length of memory that lives as long as the handle, so for 'a.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) };
    if api::runtime() == Runtime::PyPy {
        return std::str::from_utf8(bytes).map_err(|_| surrogates(&text)); // PyPy lets lone surrogates through.
    }
    // SAFETY: CPython and GraalPy refuse what is not UTF-8.
    Ok(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// The error of a `str` that UTF-8 cannot express, by asking Python to encode it.
#[cold]
fn surrogates(text: &Handle<'_, PyStr>) -> crate::PyError {
    let encoded: Result<Handle<'_, PyBytes>> = handle!(text.ctx(), HPyUnicode_AsUTF8String(text.as_raw()));
    encoded.err().unwrap_or_else(|| PyValueError::new("str contains lone surrogates"))
}

/// The code point at an index below the length.
pub(crate) fn read_char(text: &Handle<'_, PyStr>, index: usize) -> u32 {
    plain!(text.ctx(), HPyUnicode_ReadChar(text.as_raw(), index.cast_signed()))
}

pub(crate) fn is_bytes(object: &Handle<'_>) -> bool {
    plain!(object.ctx(), HPyBytes_Check(object.as_raw())) != 0
}

pub(crate) fn new_bytes<'ctx>(ctx: Context<'ctx>, bytes: &[u8]) -> Result<Handle<'ctx, PyBytes>> {
    let start = bytes.as_ptr().cast::<c_char>();
    handle!(ctx, HPyBytes_FromStringAndSize(start, bytes.len().cast_signed()))
}

/// The content of a `bytes`, valid while the handle is open.
pub(crate) fn as_bytes<'a>(bytes: Borrowed<'a, '_, PyBytes>) -> &'a [u8] {
    let ctx = bytes.ctx();
    let length = plain!(ctx, HPyBytes_GET_SIZE(bytes.as_raw()));
    let start = plain!(ctx, HPyBytes_AS_STRING(bytes.as_raw()));
    if length <= 0 || start.is_null() {
        return &[];
    }
    // SAFETY: start and length of an immutable object's content, which lives as long as the handle, so for 'a.
    unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) }
}
