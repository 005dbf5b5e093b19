//! Numbers in lists and tuples, read where they are: no code runs meanwhile, so the item needs no reference of its own.

use super::layout::container_item;
use super::{float, int};
use crate::abi::HPy;
use crate::api::address::{handle_of_live, is_direct, object_of};
use crate::api::context::ContextRef;

/// The value of `sequence[index]` if it is exactly an int of one digit; `None` of all else, and where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a look at whether there is a call")]
pub unsafe fn int_at(_ctx: ContextRef, sequence: HPy, index: usize) -> Option<i64> {
    if !is_direct() {
        return None;
    }
    // SAFETY: the caller keeps the terms; handles lead to objects.
    unsafe { direct_int_at(sequence, index) }
}

/// The value of `sequence[index]` if it is exactly a float; `None` of all else, and where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a look at whether there is a call")]
pub unsafe fn float_at(_ctx: ContextRef, sequence: HPy, index: usize) -> Option<f64> {
    if !is_direct() {
        return None;
    }
    // SAFETY: the caller keeps the terms; handles lead to objects.
    unsafe { direct_float_at(sequence, index) }
}

#[cfg_attr(not(feature = "cpython"), inline(never))]
unsafe fn direct_int_at(sequence: HPy, index: usize) -> Option<i64> {
    // SAFETY: as in `int_at`.
    let item = unsafe { container_item(object_of(sequence), index) }?;
    // SAFETY: as above; the item lives as long as nobody changes the sequence.
    unsafe { int::of_one_digit(handle_of_live(item)) }
}

#[cfg_attr(not(feature = "cpython"), inline(never))]
unsafe fn direct_float_at(sequence: HPy, index: usize) -> Option<f64> {
    // SAFETY: as in `float_at`.
    let item = unsafe { container_item(object_of(sequence), index) }?;
    // SAFETY: as above; the item lives as long as nobody changes the sequence.
    unsafe { float::value_of(handle_of_live(item)) }
}
