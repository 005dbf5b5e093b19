//! The items of a sequence by those of a mapping: the index becomes an object.

use std::ffi::c_int;
use std::marker::PhantomData;

use super::signature::set_item;
use super::{AtIndex, SetAtIndex, SetItem, Slot};
use crate::abi::{HPy, HPy_sq_ass_item, HPy_sq_item, HPy_ssize_t, HPyContext};
use crate::api::context::ContextRef;
use crate::api::entry::OneArg;
#[cfg(not(feature = "cpython"))]
use crate::api::entry::hpy;
#[cfg(feature = "cpython")]
use crate::api::entry::{handle, object, own};
use crate::api::functions::{HPy_Close, HPyLong_FromInt64_t};

/// Takes an index where `F` takes a key.
struct ByKey<F>(PhantomData<F>);

// SAFETY: it gives what the entry of `F` does.
unsafe impl<F: OneArg> AtIndex for ByKey<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, index: HPy_ssize_t) -> HPy {
        // SAFETY: the caller's arguments.
        unsafe { get(ctx, slf, index, entry_of::<F>()) }
    }
}

// SAFETY: as above.
unsafe impl<F: SetItem> SetAtIndex for ByKey<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, index: HPy_ssize_t, value: HPy) -> c_int {
        // SAFETY: the caller's arguments.
        unsafe { set(ctx, slf, index, value, set_item::entry::<F>) }
    }
}

/// What is called with a key: in a build for CPython alone what CPython calls, so that nothing is compiled twice.
#[cfg(feature = "cpython")]
type Entry = super::Binary;
#[cfg(not(feature = "cpython"))]
type Entry = crate::abi::HPyFunc_o;

fn entry_of<F: OneArg>() -> Entry {
    #[cfg(feature = "cpython")]
    return own::one_arg::<F>;
    #[cfg(not(feature = "cpython"))]
    return hpy::one_arg::<F>;
}

/// # Safety
///
/// The arguments of [`AtIndex::call`], and an entry.
unsafe fn call(entry: Entry, ctx: ContextRef, slf: HPy, key: HPy) -> HPy {
    #[cfg(feature = "cpython")]
    {
        let _ = ctx;
        // SAFETY: the caller's promise.
        handle(unsafe { entry(object(slf), object(key)) })
    }
    #[cfg(not(feature = "cpython"))]
    // SAFETY: the caller's promise.
    unsafe {
        entry(ctx.as_raw(), slf, key)
    }
}

/// # Safety
///
/// The arguments of [`AtIndex::call`], and an entry.
#[inline(never)]
unsafe fn get(ctx: ContextRef, slf: HPy, index: HPy_ssize_t, entry: Entry) -> HPy {
    // SAFETY: the caller's context.
    let key = unsafe { HPyLong_FromInt64_t(ctx, index as i64) };
    if key.is_null() {
        return key;
    }
    // SAFETY: the caller's arguments; the key is open.
    let item = unsafe { call(entry, ctx, slf, key) };
    // SAFETY: a new handle, closed once; a pending exception does not matter to that.
    unsafe { HPy_Close(ctx, key) };
    item
}

type SetEntry = unsafe extern "C" fn(*mut HPyContext, HPy, HPy, HPy) -> c_int;

/// # Safety
///
/// The arguments of [`SetAtIndex::call`], and an entry.
#[inline(never)]
unsafe fn set(ctx: ContextRef, slf: HPy, index: HPy_ssize_t, value: HPy, entry: SetEntry) -> c_int {
    // SAFETY: the caller's context.
    let key = unsafe { HPyLong_FromInt64_t(ctx, index as i64) };
    if key.is_null() {
        return -1;
    }
    // SAFETY: the caller's arguments; the key is open.
    let status = unsafe { entry(ctx.as_raw(), slf, key, value) };
    // SAFETY: as in `get`.
    unsafe { HPy_Close(ctx, key) };
    status
}

impl Slot {
    /// `x[index]`, by what `x[key]` is.
    pub const fn item_by_key<F: OneArg>() -> Self {
        Self::at_index::<ByKey<F>>(HPy_sq_item)
    }

    /// `x[index] = value`, by what `x[key] = value` is.
    pub const fn set_item_by_key<F: SetItem>() -> Self {
        Self::set_at_index::<ByKey<F>>(HPy_sq_ass_item)
    }
}
