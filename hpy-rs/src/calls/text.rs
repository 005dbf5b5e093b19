//! Calls on `str` and `bytes`.

use std::ffi::{CStr, c_char};

use hpy_sys::HPy;
use hpy_sys::api::{self, Runtime};

use super::c_text::{bytes_with, with_c_str};
use super::short_text::{is_ascii, make_short_str};
use super::{error, handle, next, object, owned, plain};
use crate::context::Context;
use crate::error::{PyMemoryError, PyValueError, raised};
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::trampoline::catch_here;
use crate::types::{PyBytes, PyStr, PyType, PyTypeInfo};
use crate::{PyError, Result};

/// What all surrogates start with, and only the characters from U+D000 on besides.
const SURROGATES_START: u8 = 0xed;

/// How many bytes GraalPy takes at once. It counts them in 32 bits, and of more it takes what the lower half of the number says.
const MOST_OF_GRAALPY: usize = i32::MAX as usize;

/// Refuses so many bytes where they would be cut off.
fn check_length(length: usize) -> Result<()> {
    if length > MOST_OF_GRAALPY && api::runtime() == Runtime::GraalPy {
        return Err(PyMemoryError::new("GraalPy takes no more than 2,147,483,647 bytes"));
    }
    Ok(())
}

pub(crate) fn is_str(object: &Handle<'_>) -> bool {
    object::is_at_hand(object, &object.ctx().str_type()) || plain!(object.ctx(), HPyUnicode_Check(object.as_raw())) != 0
}

/// A new `str`.
#[inline(always)]
pub(crate) fn new_str<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx, PyStr>> {
    // SAFETY: a new handle, or null with an exception set.
    unsafe { owned(ctx, make_str(ctx, text)) }
}

/// As [`new_str`], as the last act of a call.
#[inline(always)]
pub(crate) fn leaving_str<'ctx>(ctx: Context<'ctx>, text: &str) -> Leaving<'ctx> {
    // SAFETY: a new handle, or null with an exception set.
    unsafe { Leaving::from_raw(make_str(ctx, text)) }
}

/// A new handle to a `str`, or null with an exception set. HPy has no constructor for UTF-8 of known length, so there are
/// five ways.
#[inline(never)]
#[expect(
    improper_ctypes_definitions,
    reason = "only so that it is known not to unwind: raising an error comes here, too"
)]
extern "C" fn make_str(ctx: Context<'_>, text: &str) -> HPy {
    if ctx.state().is_plain_pypy() { make_str_on_pypy(ctx, text) } else { make_str_elsewhere(ctx, text) }
}

/// As [`make_str`], on PyPy through HPy. What is ASCII PyPy takes as it is, whatever the encoding of its files is.
#[inline(never)]
#[expect(improper_ctypes_definitions, reason = "as above")]
extern "C" fn make_str_on_pypy(ctx: Context<'_>, text: &str) -> HPy {
    if !is_ascii(text.as_bytes()) {
        return make_str_of_c_str(ctx, text);
    }
    let (start, length) = (text.as_ptr().cast::<c_char>(), text.len().cast_signed());
    next!(ctx, HPyUnicode_DecodeFSDefaultAndSize(start, length))
}

#[inline(never)]
#[expect(improper_ctypes_definitions, reason = "as above")]
extern "C" fn make_str_elsewhere(ctx: Context<'_>, text: &str) -> HPy {
    catch_here(|| try_make_str(ctx, text), |error| Leaving::failed(ctx, error).into_raw())
}

fn try_make_str(ctx: Context<'_>, text: &str) -> HPy {
    let (start, length) = (text.as_ptr().cast::<c_char>(), text.len().cast_signed());
    if let Some(made) = make_short_str(ctx, text) {
        return made;
    }
    if let Some(made) = plain!(ctx, str_from_utf8(start, length)) {
        return made;
    }
    make_str_of_c_str(ctx, text)
}

/// As [`make_str`], where the C API does not help. Apart, since a C string takes room on the stack.
#[inline(never)]
fn make_str_of_c_str(ctx: Context<'_>, text: &str) -> HPy {
    if let Err(error) = check_length(text.len()) {
        return Leaving::failed(ctx, error).into_raw();
    }
    let by_c_str = with_c_str(text, |text| plain!(ctx, HPyUnicode_FromString(text.as_ptr())));
    by_c_str.unwrap_or_else(|| decode(ctx, text))
}

/// A new `str` with a NUL and non-ASCII characters in it.
#[cold]
fn decode(ctx: Context<'_>, text: &str) -> HPy {
    let start = text.as_ptr().cast::<c_char>();
    let bytes = plain!(ctx, HPyBytes_FromStringAndSize(start, text.len().cast_signed()));
    if bytes.is_null() {
        return bytes;
    }
    // SAFETY: a new handle, which this one closes.
    let bytes: Handle<'_, PyBytes> = unsafe { Handle::from_owned_raw(ctx, bytes) };
    plain!(ctx, HPyUnicode_FromEncodedObject(bytes.as_raw(), c"utf-8".as_ptr(), c"strict".as_ptr()))
}

/// The UTF-8 of a `str`, valid while the handle is open; of any other object the error for that.
///
/// All interpreters refuse other objects by themselves, so it is only asked afterwards what it was.
#[inline(always)]
pub(crate) fn as_str<'a>(object: Borrowed<'a, '_>) -> Result<&'a str> {
    as_str_plainly(object).map_or_else(|| as_str_again(object), Ok)
}

/// As [`as_str`], the usual way. Where it gives nothing [`as_str_again`] goes on.
#[inline(always)]
pub(crate) fn as_str_plainly<'a>(object: Borrowed<'a, '_>) -> Option<&'a str> {
    let ctx = object.ctx();
    if !ctx.state().is_plain() {
        return None;
    }
    let mut length = 0;
    let start = plain!(ctx, HPyUnicode_AsUTF8AndSize(object.as_raw(), &raw mut length));
    if start.is_null() {
        return None;
    }
    // SAFETY: the function gave the start and the length of memory that lives as long as the handle, so for 'a.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) };
    // SAFETY: CPython refuses what is not UTF-8.
    Some(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// As [`as_str_plainly`], on PyPy through HPy.
#[inline(never)]
#[expect(improper_ctypes_definitions, reason = "only so that it is known not to unwind")]
pub(crate) extern "C" fn as_str_on_pypy<'a>(object: Borrowed<'a, '_>) -> Option<&'a str> {
    let mut length = 0;
    let ctx = object.ctx();
    let start = next!(ctx, HPyUnicode_AsUTF8AndSize(object.as_raw(), &raw mut length));
    if start.is_null() {
        // Who goes on asks again, which is to be done with nothing pending.
        error::clear(ctx);
        return None;
    }
    // SAFETY: the function gave the start and the length of memory that lives as long as the handle, so for 'a.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) };
    // SAFETY: PyPy's texts are UTF-8 but for surrogates.
    (!bytes_with(SURROGATES_START, bytes)).then(|| unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// All but the usual way.
#[inline(never)]
pub(crate) fn as_str_again<'a>(object: Borrowed<'a, '_>) -> Result<&'a str> {
    if object.ctx().state().is_plain() { Err(not_utf8(object)) } else { as_checked_str(object) }
}

/// As [`as_str`], where the interpreter may give what is not UTF-8.
fn as_checked_str<'a>(object: Borrowed<'a, '_>) -> Result<&'a str> {
    let ctx = object.ctx();
    let mut length = 0;
    let start = plain!(ctx, HPyUnicode_AsUTF8AndSize(object.as_raw(), &raw mut length));
    if start.is_null() {
        return Err(not_utf8(object));
    }
    if ctx.state().is_foreign() {
        length = checked_length(object, start, length)?;
    }
    // SAFETY: the function gave the start and the length of memory that lives as long as the handle, so for 'a.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) };
    // SAFETY: CPython refuses what is not UTF-8, and what others gave was checked.
    Ok(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// The length of what an interpreter that is not CPython gave for UTF-8, and that it is UTF-8: PyPy and GraalPy 24 let
/// lone surrogates through.
fn checked_length(object: Borrowed<'_, '_>, start: *const c_char, mut length: isize) -> Result<isize> {
    let ctx = object.ctx();
    let is_pypy = api::runtime() == Runtime::PyPy;
    if api::texts_are_measured_by_len() && !object::is_exactly(&object, &ctx.str_type()) {
        length = utf8_length_of_subclass(&object, start)?;
    }
    // SAFETY: the caller got the start and the length of memory that lives as long as the handle.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) };
    // PyPy's texts are UTF-8 but for surrogates.
    if !is_pypy || bytes_with(SURROGATES_START, bytes) {
        check_utf8(bytes, object)?;
    }
    Ok(length)
}

/// The error of an object that gives no UTF-8: it is no `str`, or Python has said what is wrong with it.
#[cold]
fn not_utf8(object: Borrowed<'_, '_>) -> PyError {
    let error = raised::take(object.ctx());
    if is_str(&object) { error } else { PyError::wrong_type(PyStr::NAME, object) }
}

/// The length of the text of an instance of a subclass of `str`, whose `__len__` may lie.
#[cold]
fn utf8_length_of_subclass(text: &Handle<'_>, start: *const c_char) -> Result<isize> {
    let characters = length_by(&text.ctx().str_type(), text)?;
    let mut length = 0;
    for _ in 0..characters {
        // SAFETY: the content has that many characters, and a NUL behind them.
        let first = unsafe { start.cast::<u8>().offset(length) };
        // SAFETY: as above.
        length += match unsafe { *first } {
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
    }
    Ok(length)
}

/// For a `str` that UTF-8 cannot express this gives Python's own error, by asking it to encode it.
#[inline(never)]
fn check_utf8(bytes: &[u8], text: Borrowed<'_, '_>) -> Result<()> {
    let valid = std::str::from_utf8(bytes);
    // GraalPy 24 puts U+FFFD in the place of a lone surrogate; it may also stand for itself.
    let is_suspect = || api::runtime() == Runtime::GraalPy && valid.is_ok_and(|text| text.contains('\u{fffd}'));
    if valid.is_ok() && !is_suspect() {
        return Ok(());
    }
    // By `str` itself: a subclass may have an `encode` of its own.
    let encoded = text.ctx().str_type().call_method("encode", (text, "utf-8"))?;
    if valid.is_ok() && encoded.is_instance_of::<PyBytes>() {
        return Ok(());
    }
    Err(PyValueError::new("str contains lone surrogates"))
}

/// The code point at an index. The length alone does not say that it is there: a subclass can lie about that.
pub(crate) fn read_char(text: &Handle<'_, PyStr>, index: usize) -> Result<u32> {
    let code = plain!(text.ctx(), HPyUnicode_ReadChar(text.as_raw(), index.cast_signed()));
    if code == u32::MAX { Err(raised::take(text.ctx())) } else { Ok(code) }
}

pub(crate) fn is_bytes(object: &Handle<'_>) -> bool {
    object::is_at_hand(object, &object.ctx().bytes_type()) || plain!(object.ctx(), HPyBytes_Check(object.as_raw())) != 0
}

pub(crate) fn new_bytes<'ctx>(ctx: Context<'ctx>, bytes: &[u8]) -> Result<Handle<'ctx, PyBytes>> {
    check_length(bytes.len())?;
    let start = bytes.as_ptr().cast::<c_char>();
    handle!(ctx, HPyBytes_FromStringAndSize(start, bytes.len().cast_signed()))
}

/// A new `bytes` of so many zeros that `fill` writes to: where it lies, if there is a way.
pub(crate) fn new_bytes_with(
    ctx: Context<'_>,
    length: usize,
    fill: impl FnOnce(&mut [u8]) -> Result<()>,
) -> Result<Handle<'_, PyBytes>> {
    let Some((raw, start)) = plain!(ctx, new_bytes_to_fill(length)) else {
        let mut content = Vec::new();
        content.try_reserve_exact(length)?;
        content.resize(length, 0);
        fill(&mut content)?;
        return new_bytes(ctx, &content);
    };
    // SAFETY: a new handle, or null with an exception set.
    let bytes = unsafe { owned(ctx, raw) }?;
    // SAFETY: so many bytes, which are set, of an object that nobody else has and that this handle keeps.
    fill(unsafe { std::slice::from_raw_parts_mut(start, length) })?;
    Ok(bytes)
}

/// The content of a `bytes`, valid while the handle is open; nothing, if it cannot be had.
pub(crate) fn as_bytes<'a>(bytes: Borrowed<'a, '_, PyBytes>) -> &'a [u8] {
    try_as_bytes(bytes).unwrap_or_default()
}

/// As [`as_bytes`], telling the failure: a subclass whose `__len__` lies has no content for PyPy's C API.
#[inline(always)]
pub(crate) fn try_as_bytes<'a>(bytes: Borrowed<'a, '_, PyBytes>) -> Result<&'a [u8]> {
    let ctx = bytes.ctx();
    if ctx.state().is_foreign() {
        return foreign_bytes(bytes);
    }
    let length = plain!(ctx, HPyBytes_GET_SIZE(bytes.as_raw()));
    let start = next!(ctx, HPyBytes_AS_STRING(bytes.as_raw()));
    if start.is_null() {
        return Err(raised::take(ctx)); // Of hpy's debug mode, which copies.
    }
    // SAFETY: start and length of an immutable object's content, which lives as long as the handle, so for 'a.
    Ok(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) })
}

/// As [`try_as_bytes`], where the interpreter is not CPython: it would ask the `__len__` of a subclass, which may lie.
#[inline(never)]
fn foreign_bytes<'a>(bytes: Borrowed<'a, '_, PyBytes>) -> Result<&'a [u8]> {
    if api::bytes_are_proved_by_their_end()
        && let Some(content) = short_bytes(bytes)
    {
        return Ok(content);
    }
    let ctx = bytes.ctx();
    let length = if object::is_exactly(&bytes, &ctx.bytes_type()) {
        plain!(ctx, HPyBytes_GET_SIZE(bytes.as_raw()))
    } else {
        length_by(&ctx.bytes_type(), &bytes)?
    };
    if length <= 0 {
        return Ok(&[]);
    }
    let start = plain!(ctx, HPyBytes_AS_STRING(bytes.as_raw()));
    if start.is_null() {
        return Err(raised::take(ctx));
    }
    // SAFETY: start and length of an immutable object's content, which lives as long as the handle, so for 'a.
    Ok(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned()) })
}

/// The content of a `bytes` of PyPy's if it is short and its end proves the length, whoever told that: a NUL follows it,
/// and none is in it. That is a third cheaper than to ask whether the type is `bytes` itself.
fn short_bytes<'a>(bytes: Borrowed<'a, '_, PyBytes>) -> Option<&'a [u8]> {
    const SHORT: isize = 256;
    let ctx = bytes.ctx();
    let length = plain!(ctx, HPyBytes_GET_SIZE(bytes.as_raw()));
    if length < 0 {
        drop(error::pending(ctx)); // Of the `__len__`.
    }
    if !(0..=SHORT).contains(&length) {
        return None;
    }
    let start = next!(ctx, HPyBytes_AS_STRING(bytes.as_raw()));
    if start.is_null() {
        drop(error::pending(ctx));
        return None;
    }
    // SAFETY: PyPy ends the content with a NUL, and it lives as long as the handle, so for 'a.
    let content = unsafe { CStr::from_ptr(start) }.to_bytes();
    (content.len() == length.cast_unsigned()).then_some(content)
}

/// The length as the builtin type `kind` itself tells it, not a subclass.
#[cold]
fn length_by(kind: &Handle<'_, PyType>, object: &Handle<'_>) -> Result<isize> {
    let length = object::get_attr_c(kind, c"__len__")?;
    object::call(&length, &[object.as_raw()], None, 0)?.extract()
}

/// The object that Python keeps for all names of this text, where there is a way to get it.
pub(crate) fn interned(text: Handle<'_, PyStr>) -> Handle<'_, PyStr> {
    let ctx = text.ctx();
    let raw = plain!(ctx, interned(text.into_raw()));
    // SAFETY: an owned handle to a `str`, in exchange for the one given up.
    unsafe { Handle::from_owned_raw(ctx, raw) }
}
