//! Ints of one digit, which most are: read in place.

use super::layout;
use crate::abi::HPy;
use crate::api::address::{object_of, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::{
    HPy_Close, HPyErr_Clear, HPyLong_AsInt64_t, HPyLong_AsUInt64_t, HPyLong_FromInt64_t, h_LongType,
};
use crate::api::runtime::python_version;
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
    // SAFETY: who has a context holds the interpreter's lock, here and below.
    unsafe { FORM.set(if python_version() < (3, 12) { SIGNED } else { TAGGED }) };
    // SAFETY: the caller's context.
    let probe = unsafe { HPyLong_FromInt64_t(ctx, PROBE) };
    // SAFETY: a new handle, or null.
    if probe.is_null() || unsafe { of_one_digit(ctx, probe) } != Some(PROBE) {
        // SAFETY: as above.
        unsafe { FORM.set(UNKNOWN) };
    }
    if probe.is_null() {
        // SAFETY: the caller's context.
        unsafe { HPyErr_Clear(ctx) };
    } else {
        // SAFETY: a new handle, closed once.
        unsafe { HPy_Close(ctx, probe) };
    }
}

/// The value of an object that is exactly an int, if it has one digit or none.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "apart for both halves of the range only")]
unsafe fn of_one_digit(ctx: ContextRef, object: HPy) -> Option<i64> {
    let form = FORM.get();
    // SAFETY: an open handle.
    let kind = unsafe { type_of(object) };
    // SAFETY: the context of this call.
    if form == UNKNOWN || kind.0 != unsafe { h_LongType(ctx) }.0 {
        return None;
    }
    let words = object_of(object).cast::<isize>();
    // SAFETY: an int has that word.
    let size = unsafe { words.wrapping_add(SIZE_WORD).read() };
    let sign = if form == SIGNED { size } else { 1 - (size & 3) };
    let digits = if form == SIGNED { size.unsigned_abs() } else { size.cast_unsigned() >> 3 };
    if digits > 1 {
        return None;
    }
    // SAFETY: an int has room for one digit at least.
    let digit = unsafe { words.wrapping_add(SIZE_WORD + 1).cast::<u32>().read() };
    Some(sign as i64 * i64::from(digit))
}

/// As [`HPyLong_AsInt64_t`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(never)]
pub unsafe fn int_as_i64(ctx: ContextRef, object: HPy) -> i64 {
    // SAFETY: the caller keeps the terms.
    match unsafe { of_one_digit(ctx, object) } {
        Some(value) => value,
        // SAFETY: as above.
        None => unsafe { HPyLong_AsInt64_t(ctx, object) },
    }
}

/// As [`HPyLong_AsUInt64_t`].
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(never)]
pub unsafe fn int_as_u64(ctx: ContextRef, object: HPy) -> u64 {
    // SAFETY: the caller keeps the terms.
    match unsafe { of_one_digit(ctx, object) } {
        Some(value @ 0..) => value.cast_unsigned(),
        // SAFETY: as above.
        _ => unsafe { HPyLong_AsUInt64_t(ctx, object) },
    }
}
