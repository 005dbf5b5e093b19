//! How much of the stack is left to a call.
//!
//! PyPy draws the end long before the system does. It survives that calls fail there, but not those that must not, such as
//! `PyErr_Fetch`: they end the process. GraalPy up to 24 loses errors of Java's that come to C, so that nothing tells that a call has failed.
//! So no call of ours begins where the end is near.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::at_hand::holds_pypy;
use super::context::ContextRef;
use super::runtime::{Runtime, python_version, runtime};
use super::stack::{Stack, base_of_process, most_of_process, place_of_stack};
use crate::call_out::CallOut;
use crate::capi;
use crate::learnt::Learnt;

/// PyPy uses so many bytes of a stack for each level of `sys.getrecursionlimit()`: 768 KiB for the usual 1,000
/// (`MAX_STACK_SIZE` in its `rpython/translator/c/src/stack.h`).
const BYTES_A_LEVEL: usize = 786;

/// What a call needs of that.
const NEEDED_ON_PYPY: usize = 64 << 10;

/// So deep a stack may be before a call asks for the limit again, which Python code sets.
const UNASKED: usize = 96 << 10;

/// How many bytes of a stack the interpreter uses.
static LENGTH: AtomicUsize = AtomicUsize::new(usize::MAX);
/// Below this address a call looks how much is left.
static LOOK_BELOW: Learnt<usize> = Learnt::new(0);

/// What a call finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What it needs.
    Enough,
    /// What an exception needs.
    Little,
    /// Nothing: no function of the interpreter may be called.
    Nothing,
}

/// What there is of a stack for the interpreter.
#[derive(Clone, Copy)]
struct Space {
    end: usize,
    length: usize,
}

impl Space {
    fn of_thread() -> Option<Self> {
        let Stack { lowest, base } = Stack::of_thread()?;
        let end = lowest.max(base.saturating_sub(LENGTH.load(Relaxed)));
        Some(Self { end, length: base.saturating_sub(end) })
    }

    /// What is left from there on.
    fn room_at(self, here: usize) -> Room {
        let left = here.saturating_sub(self.end);
        if left < self.needed_to_raise() {
            Room::Nothing
        } else if left < self.needed() {
            Room::Little
        } else {
            Room::Enough
        }
    }

    /// Whether the end may be elsewhere by now, and it can be asked for.
    fn may_have_moved(self, here: usize) -> bool {
        let is_beyond = here.saturating_add(self.needed_to_raise()) < self.end;
        let is_deep = here.saturating_add(UNASKED) < self.end.saturating_add(self.length);
        match self.room_at(here) {
            Room::Enough => is_deep,
            Room::Little => true,
            Room::Nothing => is_beyond,
        }
    }

    /// What a call needs. Frames of Java take much.
    fn needed(self) -> usize {
        let quarter = self.length / 4;
        if runtime() == Runtime::GraalPy { quarter } else { quarter.min(NEEDED_ON_PYPY) }
    }

    /// What an exception needs.
    fn needed_to_raise(self) -> usize {
        self.needed() / 8
    }
}

/// Whether the interpreter does not survive the end of its stack.
fn is_end_fatal() -> bool {
    match runtime() {
        Runtime::CPython => false,
        Runtime::PyPy => true,
        Runtime::GraalPy => python_version() < (3, 12),
    }
}

/// Learns what the interpreter uses, of a new one, and again, since Python code sets it.
///
/// # Safety
///
/// The thread runs Python, and has a little of the stack.
pub(super) unsafe fn learn() {
    // SAFETY: the caller's promise.
    let look_below = unsafe { place_to_look_from() };
    // SAFETY: who runs Python holds the interpreter's lock.
    unsafe { LOOK_BELOW.set(look_below) };
}

/// Below which address a call looks: 0 for none, the largest one for all. Stacks of other threads are lower, as a rule, than that of the first
/// one.
///
/// # Safety
///
/// As [`learn`].
unsafe fn place_to_look_from() -> usize {
    if !is_end_fatal() {
        return 0;
    }
    let Some(recursion_limit) = capi::Py_GetRecursionLimit().filter(|_| runtime() == Runtime::PyPy) else {
        return usize::MAX;
    };
    // SAFETY: the caller's promise.
    let levels = unsafe { recursion_limit.call_out(()) };
    let length = usize::try_from(levels).unwrap_or(0).saturating_mul(BYTES_A_LEVEL);
    // PyPy 8 uses no more of what the system gives.
    let length = length.min(most_of_process() / 4 * 3);
    LENGTH.store(length, Relaxed);
    base_of_process()
        .map_or(usize::MAX, |base| base.saturating_sub(UNASKED).max(base.saturating_sub(length) + NEEDED_ON_PYPY))
}

/// Whether a call must look at the [`room_on_stack`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a comparison in each call")]
#[must_use]
pub fn may_lack_stack(_ctx: ContextRef) -> bool {
    !capi::IS_LINKED && place_of_stack() < LOOK_BELOW.get()
}

/// What a call finds of the stack.
///
/// # Safety
///
/// `ctx` is the context of the running call.
#[cold]
#[must_use]
pub unsafe fn room_on_stack(_ctx: ContextRef) -> Room {
    let here = place_of_stack();
    let Some(space) = Space::of_thread() else { return Room::Enough };
    if !space.may_have_moved(here) {
        return space.room_at(here);
    }
    // SAFETY: who has a context runs Python.
    unsafe { learn() };
    Space::of_thread().map_or(Room::Enough, |space| space.room_at(here))
}

/// Whether there is enough of the stack to come back to the interpreter from here, on a thread that has come to it before.
#[must_use]
pub fn has_stack_to_return() -> bool {
    !is_end_fatal() || Space::of_thread().is_none_or(|space| space.room_at(place_of_stack()) == Room::Enough)
}

/// Whether there is enough of the stack to come to the interpreter from here, on any thread.
///
/// What a thread of Rust uses counts from where it comes first. PyPy takes one that comes from further above than its stack is long
/// for one that has used it up.
#[must_use]
pub fn has_stack_to_enter() -> bool {
    let length = LENGTH.load(Relaxed);
    (!is_end_fatal() || holds_pypy() || Stack::begin_here(length / 4) <= length) && has_stack_to_return()
}

/// The address at which the stack of this thread ends, for the interpreter if that is earlier; `None` where nobody tells. Any thread
/// may ask.
#[must_use]
pub fn end_of_stack() -> Option<usize> {
    Space::of_thread().map(|space| space.end)
}
