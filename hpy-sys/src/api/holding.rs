//! References to the objects that a call was made with.
//!
//! HPy keeps the arguments of a call open until it returns, but CPython's callers need not: `iter(o, end)` lets go of `o` when
//! it comes to its end within a call of `o`, and `repr([o])` before 3.14 has no reference but the list's. So what looks into
//! the memory of an argument while other code may run has a reference of its own. PyPy and GraalPy find objects on the stack.

use super::address::{is_direct, object_of};
use super::context::ContextRef;
use super::functions::{HPy_Close, HPy_Dup};
use super::runtime::{Runtime, runtime};
use crate::abi::HPy;
use crate::cpython;

/// Keeps the object of an argument: gives what [`let_go`] takes, which is null where that is not needed.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the handle is an argument of the call, and open.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a method")]
pub unsafe fn hold(ctx: ContextRef, handle: HPy) -> HPy {
    if is_direct() {
        // SAFETY: by the contract of this function; handles are addresses.
        unsafe { cpython::retain(object_of(handle)) };
        return handle;
    }
    // SAFETY: as above.
    unsafe { hold_by_handle(ctx, handle) }
}

#[inline(never)]
unsafe fn hold_by_handle(ctx: ContextRef, handle: HPy) -> HPy {
    if runtime() != Runtime::CPython {
        return HPy::NULL;
    }
    // SAFETY: by the contract of `hold`.
    unsafe { HPy_Dup(ctx, handle) }
}

/// Lets go of what [`hold`] gave, which may run Python.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); once for each `hold`.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a method")]
pub unsafe fn let_go(ctx: ContextRef, held: HPy) {
    if is_direct() {
        // SAFETY: by the contract of this function; handles are addresses.
        unsafe { cpython::release(object_of(held)) };
    } else if !held.is_null() {
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, held) };
    }
}

/// Closes a handle if its object is known to stay, so that nothing runs. Says whether it did.
///
/// # Safety
///
/// This thread holds the interpreter; the handle is the caller's own, open, and good in every call.
#[must_use]
pub unsafe fn let_go_of_shared(handle: HPy) -> bool {
    // SAFETY: by the contract of this function; handles are addresses.
    is_direct() && unsafe { cpython::release_unless_last(object_of(handle)) }
}
