//! The context of the own door where none was passed: in what Rust calls when a value is dropped.

use super::context::ContextRef;
use super::runtime::{Door, Runtime, door, runs_in, runtime};
use super::{address, entry};
use crate::call_out::CallOut;
use crate::capi;

/// The context of the own door, if this is CPython, the file came in by it, and this thread holds the interpreter, so that calls
/// may be made with it. Any thread may ask, at any time.
#[must_use]
pub fn context_at_hand() -> Option<ContextRef> {
    (runs_in(Runtime::CPython, Door::Own) && holds_cpython()).then(entry::context)
}

/// The context of all calls, if there is one, this is CPython or PyPy, and this thread holds the interpreter. There is none in debug modes,
/// where handles are watched. Any thread may ask, at any time.
#[must_use]
pub fn context_of_all() -> Option<ContextRef> {
    if !address::handles_last() || runtime() == Runtime::GraalPy || !holds_interpreter() {
        return None;
    }
    if door() == Door::Own { Some(entry::context()) } else { address::context_of_all_calls() }
}

/// Whether this thread is known not to hold the interpreter, which can be asked where [`context_at_hand`] can.
#[must_use]
pub fn lacks_interpreter() -> bool {
    runs_in(Runtime::CPython, Door::Own) && !holds_cpython()
}

/// Whether a thread that runs Python's calls holds the interpreter now, or has let go of it within them. Any thread may ask. GraalPy's
/// functions say nothing of a lock: there it is true.
#[must_use]
pub fn holds_interpreter() -> bool {
    match runtime() {
        Runtime::CPython => holds_cpython(),
        Runtime::PyPy => holds_pypy(),
        Runtime::GraalPy => true,
    }
}

/// Whether this is PyPy, and the thread runs Python already.
pub(super) fn holds_pypy() -> bool {
    let check = capi::PyGILState_Check().filter(|_| runtime() == Runtime::PyPy);
    // SAFETY: any thread may ask.
    check.is_some_and(|check| unsafe { check.call_out(()) } == 1)
}

/// Whether the thread state of this thread is the one that runs. `PyGILState_Check` would say so of any thread when the
/// interpreter has ended, and once there were others.
fn holds_cpython() -> bool {
    let running = capi::PyThreadState_GetUnchecked().or_else(capi::_PyThreadState_UncheckedGet);
    let (Some(own), Some(running)) = (capi::PyGILState_GetThisThreadState(), running) else { return false };
    // SAFETY: any thread may call both; they give null where there is no state.
    let own = unsafe { own.call_out(()) };
    // SAFETY: as above.
    !own.is_null() && own == unsafe { running.call_out(()) }
}
