//! What every call looks at before it is made: how the interpreter differs from what is usual, and whether an exception
//! is pending.
//!
//! One word, so that one comparison with 0 tells that nothing is to be done. It is plain memory, read with a context in
//! hand, since compilers read atomics apart from the comparison.
#![expect(unsafe_code, reason = "a word without atomics")]

use std::cell::UnsafeCell;

use hpy_sys::api::{self, Runtime};

use super::Context;

struct Cell(UnsafeCell<u64>);

// SAFETY: read and written only with a `Context` in hand, so under the interpreter's lock.
unsafe impl Sync for Cell {}

static STATE: Cell = Cell(UnsafeCell::new(0));

/// The conversion to a C integer takes floats or objects with `__int__`: PyPy, and CPython 3.8 and 3.9.
const LENIENT: u64 = 1;
/// Some functions of HPy's must not be called: GraalPy.
const DETOURS: u64 = 2;
/// Not CPython: what texts and bytes say of themselves is not all that there is to know.
const FOREIGN: u64 = 4;
/// Slots are called for any object.
const OPEN_SLOTS: u64 = 8;
/// Above the flags: how many threads have left an exception pending.
const ONE_PENDING: u64 = 256;

/// The state as it was a moment ago: any call may change whether an exception is pending.
#[derive(Clone, Copy)]
pub(crate) struct State(u64);

impl Context<'_> {
    /// The state now.
    #[inline(always)]
    #[expect(clippy::unused_self, reason = "it proves that the state may be read")]
    pub(crate) fn state(self) -> State {
        if api::IS_FOR_CPYTHON {
            return State(steady()); // Nothing is left pending there, and the rest is known when it is compiled.
        }
        // SAFETY: the context proves that this thread holds the interpreter's lock.
        State(unsafe { *STATE.0.get() })
    }
}

impl State {
    /// Whether this is CPython 3.10 or later, with nothing pending.
    #[inline(always)]
    pub(crate) fn is_plain(self) -> bool {
        self.0 == 0 && !(api::IS_FOR_CPYTHON && self.is_lenient())
    }

    /// Whether this is PyPy where it checks the objects of slots and measures texts itself, with nothing pending.
    #[inline(always)]
    pub(crate) fn is_plain_pypy(self) -> bool {
        self.0 == LENIENT | FOREIGN
    }

    /// Whether a thread has left an exception pending.
    #[inline(always)]
    pub(crate) fn is_pending(self) -> bool {
        self.0 >= ONE_PENDING
    }

    /// Whether the object of a slot need not be checked, with nothing pending.
    #[inline(always)]
    pub(crate) fn is_slot_checked(self) -> bool {
        self.0 & (OPEN_SLOTS | !(ONE_PENDING - 1)) == 0
    }

    /// Whether the interpreter's conversion to a C integer takes floats or objects with `__int__`.
    #[inline(always)]
    pub(crate) fn is_lenient(self) -> bool {
        if api::IS_FOR_CPYTHON { is_lenient() } else { self.0 & LENIENT != 0 }
    }

    /// Whether some functions of HPy's must not be called.
    #[inline(always)]
    pub(crate) fn needs_detours(self) -> bool {
        self.0 & DETOURS != 0
    }

    /// Whether slots are called for objects that may be of any type, whose struct must not be asked for then.
    #[inline(always)]
    pub(crate) fn has_open_slots(self) -> bool {
        self.0 & OPEN_SLOTS != 0
    }

    /// Whether the interpreter is another one than CPython.
    #[inline(always)]
    pub(crate) fn is_foreign(self) -> bool {
        self.0 & FOREIGN != 0
    }
}

/// Learns what the interpreter does; called when a module executes.
pub(crate) fn learn(ctx: Context<'_>) {
    set(ctx, |state| (state & !(ONE_PENDING - 1)) | flags());
}

/// Whether the conversion to a C integer takes floats or objects with `__int__`.
#[inline(always)]
fn is_lenient() -> bool {
    match api::runtime() {
        Runtime::CPython => api::python_version() < (3, 10),
        Runtime::PyPy => true,
        Runtime::GraalPy => false,
    }
}

/// What the interpreter does.
fn flags() -> u64 {
    steady() | if is_lenient() { LENIENT } else { 0 }
}

/// What it does whatever its version is.
#[inline(always)]
fn steady() -> u64 {
    let flag = |flag, applies| if applies { flag } else { 0 };
    flag(DETOURS, api::detours_are_needed())
        | flag(FOREIGN, api::runtime() != Runtime::CPython)
        | flag(OPEN_SLOTS, api::slots_are_open())
}

/// A thread has left an exception pending.
pub(crate) fn add_pending(ctx: Context<'_>) {
    set(ctx, |state| state + ONE_PENDING);
}

/// It is not pending any more, or the interpreter's again.
pub(crate) fn remove_pending(ctx: Context<'_>) {
    set(ctx, |state| state - ONE_PENDING);
}

fn set(_: Context<'_>, change: impl FnOnce(u64) -> u64) {
    // SAFETY: the context proves that this thread holds the interpreter's lock, and `change` does nothing else.
    let state = unsafe { &mut *STATE.0.get() };
    *state = change(*state);
}
