//! New instances of types of ours.

use std::ffi::c_void;
use std::ptr;

use crate::abi::HPy;
use crate::api::address::{distance, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::HPy_New;
use crate::capi;

/// As [`HPy_New`], of a type whose handle leads to its object. Behind our own door, whose handles are addresses, that function is
/// one call of the C API.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a choice between two calls")]
pub unsafe fn new_direct(ctx: ContextRef, kind: HPy) -> HPy {
    if distance() != 0 {
        // SAFETY: the caller keeps the terms.
        return unsafe { new_by_hpy(ctx, kind) };
    }
    // SAFETY: as above; a type whose instances have nothing of their own beside the struct, which is all zero.
    HPy(unsafe { capi::PyType_GenericAlloc(object_of(kind), 0) } as isize)
}

/// # Safety
///
/// As for [`new_direct`].
#[cold]
#[inline(never)]
unsafe fn new_by_hpy(ctx: ContextRef, kind: HPy) -> HPy {
    let mut start: *mut c_void = ptr::null_mut();
    // SAFETY: the caller keeps the terms.
    unsafe { HPy_New(ctx, kind, &raw mut start) }
}
