//! New instances of types of ours.

use std::ffi::c_void;
use std::ptr;

use crate::abi::HPy;
use crate::api::address::{distance, is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::HPy_New;
use crate::cpython::new_instance;

/// As [`HPy_New`]; nothing is said of the place of the struct if there is no instance. Behind our own door on CPython that is one call
/// of the C API.
///
/// # Safety
///
/// The terms of that function, and `start` is not null.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a choice between two calls")]
pub unsafe fn new_object(ctx: ContextRef, kind: HPy, start: *mut *mut c_void) -> HPy {
    if !is_direct() || distance() != 0 {
        // SAFETY: the caller keeps the terms.
        return unsafe { new_by_hpy(ctx, kind, start) };
    }
    // SAFETY: as above; this door made the type.
    let (object, place) = unsafe { new_instance(object_of(kind)) };
    // SAFETY: as above.
    unsafe { start.write(place) };
    HPy(object as isize)
}

/// As [`new_object`], of a type whose handle leads to its object; where the struct is, the caller knows.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a choice between two calls")]
pub unsafe fn new_direct(ctx: ContextRef, kind: HPy) -> HPy {
    if distance() != 0 {
        let mut start = ptr::null_mut();
        // SAFETY: the caller keeps the terms.
        return unsafe { new_by_hpy(ctx, kind, &raw mut start) };
    }
    // SAFETY: as above; this door made the type.
    HPy(unsafe { new_instance(object_of(kind)) }.0 as isize)
}

/// # Safety
///
/// As for [`new_object`].
#[inline(never)]
unsafe fn new_by_hpy(ctx: ContextRef, kind: HPy, start: *mut *mut c_void) -> HPy {
    // SAFETY: the caller keeps the terms.
    unsafe { HPy_New(ctx, kind, start) }
}
