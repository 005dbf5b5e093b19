//! How much of the stack is left to a call.
//!
//! PyPy draws the end long before the system does. It survives that calls fail there, but not those that must not, such as
//! `PyErr_Fetch`: they end the process. So no call of ours begins where the end is near.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::context::ContextRef;
use super::runtime::{Runtime, runtime};
use super::stack::{Stack, base_of_process, place_of_stack};
use crate::call_out::CallOut;
use crate::capi;
use crate::learnt::Learnt;

/// PyPy uses so many bytes of a stack for each level of `sys.getrecursionlimit()`: 768 KiB for the usual 1,000
/// (`MAX_STACK_SIZE` in its `rpython/translator/c/src/stack.h`).
const BYTES_A_LEVEL: usize = 786;
/// What a call needs of them.
const ENOUGH: usize = 64 << 10;
/// What functions of the interpreter need, to raise an exception.
const LITTLE: usize = 8 << 10;

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

impl Room {
    fn between(here: usize, end: usize) -> Self {
        match here.saturating_sub(end) {
            0..LITTLE => Self::Nothing,
            LITTLE..ENOUGH => Self::Little,
            _ => Self::Enough,
        }
    }
}

/// Learns what the interpreter uses, of a new one, and again, since Python code sets it.
///
/// # Safety
///
/// The thread runs Python, and has a little of the stack.
pub(super) unsafe fn learn() {
    if runtime() != Runtime::PyPy {
        return;
    }
    let Some(recursion_limit) = capi::Py_GetRecursionLimit() else { return };
    // SAFETY: the thread runs Python, of whose stack a little is left.
    let levels = unsafe { recursion_limit.call_out(()) };
    let length = usize::try_from(levels).unwrap_or(0).saturating_mul(BYTES_A_LEVEL);
    LENGTH.store(length, Relaxed);
    // Stacks of other threads are lower, as a rule, so that they look each time.
    let end = base_of_process().map_or(usize::MAX, |base| base.saturating_sub(length));
    // SAFETY: who has a context holds the interpreter's lock.
    unsafe { LOOK_BELOW.set(end.saturating_add(ENOUGH)) };
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
    let room = || end_of_stack().map_or(Room::Enough, |end| Room::between(here, end));
    // Nothing runs beyond the end, so that it must be somewhere else by now.
    let is_beyond = || end_of_stack().is_some_and(|end| here.saturating_add(LITTLE) < end);
    let first = room();
    if first == Room::Little || is_beyond() {
        // SAFETY: who has a context runs Python.
        unsafe { learn() };
        return room();
    }
    first
}

/// Whether there is enough of the stack to come to the interpreter from here. It counts what a thread uses from where that comes to it
/// for the first time.
#[must_use]
pub fn has_stack_to_enter() -> bool {
    if runtime() != Runtime::PyPy {
        return true;
    }
    Stack::begin_here();
    end_of_stack().is_none_or(|end| Room::between(place_of_stack(), end) == Room::Enough)
}

/// The address at which the stack of this thread ends, for the interpreter if that is earlier; `None` where nobody tells. Any thread
/// may ask.
#[must_use]
pub fn end_of_stack() -> Option<usize> {
    let stack = Stack::of_thread()?;
    Some(stack.lowest.max(stack.base.saturating_sub(LENGTH.load(Relaxed))))
}
