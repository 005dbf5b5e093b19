//! Setting what a field or a global keeps, around what GraalPy's HPy does with numbers.
//!
//! A word of its (a handle, but not in debug mode, a field, a global) is an int or a float itself, or the number of a place in
//! a table. A store takes what was there before for such a place without looking: it overwrites what another field or global has,
//! or ends the process.

use super::context::ContextRef;
use super::functions::{HPyField_Store, HPyGlobal_Store};
use super::runtime::{Door, Runtime, runs_in};
use crate::abi::{HPy, HPyField, HPyGlobal};

/// Sets a field of `owner`: `HPyField_Store`.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn set_field(ctx: ContextRef, owner: HPy, field: *mut HPyField, value: HPy) {
    // SAFETY: the caller keeps the terms of all functions, here and below.
    let store = |value| unsafe { HPyField_Store(ctx, owner, field, value) };
    // SAFETY: as above; a field is one word.
    unsafe { set(field.cast(), value, store) };
}

/// Sets a global: `HPyGlobal_Store`.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn set_global(ctx: ContextRef, global: *mut HPyGlobal, value: HPy) {
    // SAFETY: the caller keeps the terms of all functions, here and below.
    let store = |value| unsafe { HPyGlobal_Store(ctx, global, value) };
    // SAFETY: as above; a global is one word.
    unsafe { set(global.cast(), value, store) };
}

/// Sets the word by `store`, from null if it or `value` is a number.
///
/// # Safety
///
/// `word` may be read and written, and null is one of its values.
#[inline]
unsafe fn set(word: *mut isize, value: HPy, store: impl Fn(HPy)) {
    // SAFETY: by the contract of this function.
    if is_number(unsafe { word.read() }) {
        // SAFETY: as above.
        unsafe { word.write(0) };
    } else if is_number(value.0) {
        store(HPy::NULL); // A number lets go of nothing.
    }
    store(value);
}

#[inline]
fn is_number(word: isize) -> bool {
    runs_in(Runtime::GraalPy, Door::HPy) && word.cast_unsigned() as u64 >> 48 != 0
}
