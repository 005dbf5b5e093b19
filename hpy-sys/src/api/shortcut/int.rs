//! Ints: read in place, and large ones made there.

use std::slice;

use super::layout;
use crate::abi::HPy;
use crate::api::address::{handle_of, is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyErr_Clear, HPyLong_AsInt64_t, HPyLong_AsUInt64_t, HPyLong_FromInt64_t};
use crate::api::runtime::python_version;
use crate::call_out::CallOut;
use crate::capi;
use crate::learnt::Learnt;

/// The word of an int in front of its digits.
const SIZE_WORD: usize = 2;

/// Nothing is known.
const UNKNOWN: u8 = 0;
/// The word says how many digits there are, negative for a negative int: up to CPython 3.11.
const SIGNED: u8 = 1;
/// The word has the sign in its two lowest bits (0, 1 for 0, 2 for negative), and the number of digits above the third.
const TAGGED: u8 = 2;

static FORM: Learnt<u8> = Learnt::new(UNKNOWN);

/// The type of ints; nothing's where their form is not known.
static INT: Learnt<usize> = Learnt::new(0);

/// Learns the form of this version, and tries it: digits can have another size.
///
/// # Safety
///
/// `ctx` is the context of the running call, and handles lead to objects.
pub(super) unsafe fn learn(ctx: ContextRef) {
    const PROBE: i64 = -0x3fff_fffd;
    if !layout::is_known() {
        return;
    }
    // SAFETY: the caller's context.
    let probe = unsafe { HPyLong_FromInt64_t(ctx, PROBE) };
    if probe.is_null() {
        // SAFETY: as above.
        unsafe { HPyErr_Clear(ctx) };
        return;
    }
    // SAFETY: who has a context holds the interpreter's lock, here and below.
    unsafe { FORM.set(form_of(python_version())) };
    // SAFETY: a new handle of an int.
    let int = unsafe { layout::type_word(object_of(probe)) };
    // SAFETY: as above.
    unsafe { INT.set(int) };
    // SAFETY: as above.
    if unsafe { of_one_digit(probe) } != Some(PROBE) {
        // SAFETY: as above.
        unsafe { FORM.set(UNKNOWN) };
        // SAFETY: as above.
        unsafe { INT.set(0) };
    }
    // SAFETY: as above, closed once.
    unsafe { HPy_Close(ctx, probe) };
}

const fn form_of(version: (u8, u8)) -> u8 {
    if version.0 == 3 && version.1 < 12 { SIGNED } else { TAGGED }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each int")]
fn form() -> u8 {
    match capi::KNOWN {
        Some(interpreter) if is_direct() => form_of(interpreter.version),
        Some(_) => UNKNOWN,
        None => FORM.get(),
    }
}

/// The word in front of the digits of an object that is exactly an int, and the form that it has.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each int")]
unsafe fn size_of_int(object: HPy) -> Option<(u8, isize)> {
    let (form, int) = (form(), object_of(object));
    // SAFETY: an open handle, where handles lead to objects: else no form is known.
    if form == UNKNOWN || unsafe { layout::type_word(int) } != INT.get() {
        return None;
    }
    // SAFETY: an int has that word.
    Some((form, unsafe { int.cast::<isize>().wrapping_add(SIZE_WORD).read() }))
}

/// Where an int has its digits, of 30 bits each.
#[inline(always)]
#[expect(clippy::inline_always, reason = "an addition")]
fn digits_of(object: HPy) -> *const u32 {
    object_of(object).cast::<usize>().wrapping_add(SIZE_WORD + 1).cast::<u32>()
}

/// The value of an object that is exactly an int, if it has one digit or none.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "apart for both halves of the range only")]
pub(super) unsafe fn of_one_digit(object: HPy) -> Option<i64> {
    // SAFETY: the caller keeps the terms.
    let (form, size) = unsafe { size_of_int(object) }?;
    let sign = if form == SIGNED { size } else { 1 - (size & 3) };
    let is_short = if form == SIGNED { matches!(size, -1..=1) } else { size.cast_unsigned() < 2 << 3 };
    if !is_short {
        return None;
    }
    if size == 0 {
        // Before 3.11 a 0 that `marshal` makes has no room for a digit.
        return Some(0);
    }
    // SAFETY: an int has room for one digit at least.
    let digit = unsafe { digits_of(object).read() };
    Some(sign as i64 * i64::from(digit))
}

/// Whether an object that is exactly an int is negative, and its digits, of 30 bits each and the lowest first; `None` where they are not
/// known.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the handle is open for all of `'a`.
#[inline]
pub unsafe fn int_digits<'a>(_ctx: ContextRef, object: HPy) -> Option<(bool, &'a [u32])> {
    // SAFETY: the caller keeps the terms.
    let (form, size) = unsafe { size_of_int(object) }?;
    let (is_negative, count) =
        if form == SIGNED { (size < 0, size.unsigned_abs()) } else { (size & 3 == 2, size.cast_unsigned() >> 3) };
    // SAFETY: an int has that many digits, and nobody changes one that somebody else has.
    Some((is_negative, unsafe { slice::from_raw_parts(digits_of(object), count) }))
}

/// A new int of digits as [`int_digits`] has them, or null with an exception set; `None` where they are not known.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); there are more than two digits, and the last one is not 0.
#[inline]
pub unsafe fn int_from_digits(_ctx: ContextRef, is_negative: bool, digits: &[u32]) -> Option<HPy> {
    let (form, new) = (form(), capi::_PyLong_New()?);
    if form == UNKNOWN || INT.get() == 0 {
        return None;
    }
    let size = digits.len().cast_signed();
    // SAFETY: the C function of that name.
    let int = unsafe { new.call_out((size,)) };
    if int.is_null() {
        return Some(HPy::NULL);
    }
    let place = digits_of(handle_of(int)).cast_mut();
    // SAFETY: a new int with room for so many digits, which nobody else knows.
    unsafe { place.copy_from_nonoverlapping(digits.as_ptr(), digits.len()) };
    if is_negative {
        let word = if form == SIGNED { -size } else { size << 3 | 2 };
        // SAFETY: as above.
        unsafe { int.cast::<isize>().wrapping_add(SIZE_WORD).write(word) };
    }
    Some(handle_of(int))
}

/// As [`HPyLong_AsInt64_t`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(never)]
pub unsafe fn int_as_i64(ctx: ContextRef, object: HPy) -> i64 {
    // SAFETY: the caller keeps the terms.
    match unsafe { of_one_digit(object) } {
        Some(value) => value,
        // SAFETY: as above.
        None => unsafe { any_as_i64(ctx, object) },
    }
}

/// # Safety
///
/// As for [`int_as_i64`].
#[cold]
#[inline(never)]
unsafe fn any_as_i64(ctx: ContextRef, object: HPy) -> i64 {
    // SAFETY: the caller keeps the terms.
    unsafe { HPyLong_AsInt64_t(ctx, object) }
}

/// As [`HPyLong_AsUInt64_t`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(never)]
pub unsafe fn int_as_u64(ctx: ContextRef, object: HPy) -> u64 {
    // SAFETY: the caller keeps the terms.
    match unsafe { of_one_digit(object) } {
        Some(value @ 0..) => value.cast_unsigned(),
        // SAFETY: as above.
        _ => unsafe { any_as_u64(ctx, object) },
    }
}

/// # Safety
///
/// As for [`int_as_u64`].
#[cold]
#[inline(never)]
unsafe fn any_as_u64(ctx: ContextRef, object: HPy) -> u64 {
    // SAFETY: the caller keeps the terms.
    unsafe { HPyLong_AsUInt64_t(ctx, object) }
}
