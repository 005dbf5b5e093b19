//! References to the objects that a call was made with.
//!
//! HPy keeps the arguments of a call open until it returns, but CPython's callers need not: `iter(o, end)` lets go of `o` when
//! it comes to its end within a call of `o`, and `repr([o])` before 3.14 has no reference but the list's. So what looks into
//! the memory of an argument while other code may run has a reference of its own. PyPy and GraalPy find objects on the stack.

use super::address::{is_direct, object_of};
use super::context::ContextRef;
use super::functions::{HPy_Close, HPy_Dup};
use super::runtime::{Runtime, runtime};
use crate::abi::{HPy, PyObject};
use crate::capi;
use crate::cpython::{InlineCount, release_unless_last};
use crate::learnt::Learnt;

/// How references to objects are counted that handles lead to; [`InlineCount::ASKED`] where they do not, or where it is not known.
static COUNTED: Learnt<InlineCount> = Learnt::new(InlineCount::ASKED);

/// Learns it, when it is known what handles are and how references are counted.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(super) unsafe fn learn() {
    let counted = if is_direct() { InlineCount::chosen() } else { InlineCount::ASKED };
    // SAFETY: the caller's promise.
    unsafe { COUNTED.set(counted) };
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a method")]
fn counted() -> InlineCount {
    if capi::KNOWN.is_some() && is_direct() { InlineCount::chosen() } else { COUNTED.get() }
}

/// Keeps the object of an argument: gives what [`let_go`] takes, which is null where that is not needed.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the handle is an argument of the call, and open.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a method")]
pub unsafe fn hold(ctx: ContextRef, handle: HPy) -> HPy {
    let object = object_of(handle);
    // SAFETY: by the contract of this function; what is known is how objects count that handles lead to.
    if unsafe { counted().try_retain(object) } {
        return HPy(object as isize);
    }
    // SAFETY: as above.
    unsafe { hold_by_handle(ctx, handle) }
}

#[cold]
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
    // SAFETY: if anything is known, `hold` has taken a reference of the object.
    let is_given_up = unsafe { counted().try_release(held.0 as *mut PyObject) };
    if !is_given_up && !held.is_null() {
        // SAFETY: by the contract of this function.
        unsafe { let_go_by_handle(ctx, held) };
    }
}

#[cold]
#[inline(never)]
unsafe fn let_go_by_handle(ctx: ContextRef, held: HPy) {
    // SAFETY: by the contract of `let_go`.
    unsafe { HPy_Close(ctx, held) };
}

/// Closes a handle if its object is known to stay, so that nothing runs. Says whether it did.
///
/// # Safety
///
/// This thread holds the interpreter; the handle is the caller's own, open, and good in every call.
#[must_use]
pub unsafe fn let_go_of_shared(handle: HPy) -> bool {
    // SAFETY: by the contract of this function; handles are addresses.
    is_direct() && unsafe { release_unless_last(object_of(handle)) }
}
