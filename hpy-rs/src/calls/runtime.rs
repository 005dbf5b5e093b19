//! What of the interpreter's ways matters in every call, learnt once.
//!
//! Plain memory that is read with a context in hand, since a comparison with it is one instruction then, and not three.

use std::cell::UnsafeCell;

use hpy_sys::api::{self, Door, Runtime};

use crate::context::Context;

/// The ways that differ from those of CPython 3.10 and later.
struct Ways(UnsafeCell<u8>);

// SAFETY: read and written only with a `Context` in hand, so under the interpreter's lock.
unsafe impl Sync for Ways {}

static WAYS: Ways = Ways(UnsafeCell::new(0));

/// The conversion to a C integer takes floats or objects with `__int__`.
const LENIENT: u8 = 1;
/// Calls go through GraalPy's HPy.
const GRAALPY: u8 = 2;
/// Not CPython: what texts and bytes say of themselves is not all that there is to know.
const FOREIGN: u8 = 4;

#[inline(always)]
fn has(_: Context<'_>, way: u8) -> bool {
    // SAFETY: the context proves that this thread holds the interpreter's lock.
    let ways = unsafe { *WAYS.0.get() };
    ways & way != 0
}

/// Whether the interpreter's conversion to a C integer takes floats and objects with `__int__`: PyPy, and CPython 3.8 and
/// 3.9.
#[inline(always)]
pub(crate) fn is_lenient(ctx: Context<'_>) -> bool {
    has(ctx, LENIENT)
}

/// Whether calls go through GraalPy's HPy.
#[inline(always)]
pub(super) fn is_graalpy(ctx: Context<'_>) -> bool {
    has(ctx, GRAALPY)
}

/// Whether the interpreter is another one than CPython.
#[inline(always)]
pub(super) fn is_foreign(ctx: Context<'_>) -> bool {
    has(ctx, FOREIGN)
}

/// Learns what the interpreter does; called when a module executes.
pub(crate) fn learn(_: Context<'_>) {
    let (runtime, door) = (api::runtime(), api::door());
    let is_lenient = match runtime {
        Runtime::CPython => api::python_version() < (3, 10),
        Runtime::PyPy => true,
        Runtime::GraalPy => false,
    };
    let flag = |way, applies| if applies { way } else { 0 };
    let ways = flag(LENIENT, is_lenient)
        | flag(GRAALPY, runtime == Runtime::GraalPy && door == Door::HPy)
        | flag(FOREIGN, runtime != Runtime::CPython);
    // SAFETY: the context proves that this thread holds the interpreter's lock.
    unsafe { *WAYS.0.get() = ways };
}
