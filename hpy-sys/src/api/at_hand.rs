//! The context of the own door where none was passed: in what Rust calls when a value is dropped.

use super::context::ContextRef;
use super::entry;
use super::runtime::{Door, Runtime, runs_in};
use crate::call_out::CallOut;
use crate::capi;

/// The context of the own door, if this is CPython, the file came in by it, and this thread holds the interpreter, so that calls
/// may be made with it. Any thread may ask, at any time.
#[must_use]
pub fn context_at_hand() -> Option<ContextRef> {
    (runs_in(Runtime::CPython, Door::Own) && holds_interpreter()).then(entry::context)
}

/// Whether this thread is known not to hold the interpreter, which can be asked where [`context_at_hand`] can.
#[must_use]
pub fn lacks_interpreter() -> bool {
    runs_in(Runtime::CPython, Door::Own) && !holds_interpreter()
}

/// Whether the thread state of this thread is the one that runs. `PyGILState_Check` would say so of any thread when the
/// interpreter has ended, and once there were others; GraalPy's functions say nothing of a lock.
fn holds_interpreter() -> bool {
    let running = capi::PyThreadState_GetUnchecked().or_else(capi::_PyThreadState_UncheckedGet);
    let (Some(own), Some(running)) = (capi::PyGILState_GetThisThreadState(), running) else { return false };
    // SAFETY: any thread may call both; they give null where there is no state.
    let own = unsafe { own.call_out(()) };
    // SAFETY: as above.
    !own.is_null() && own == unsafe { running.call_out(()) }
}
