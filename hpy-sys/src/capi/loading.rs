//! Getting the C API ready, and asking which interpreter this is.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

#[cfg(any(not(feature = "cpython"), feature = "abi3"))]
use super::search;
use super::{IS_LINKED, Interpreter, KNOWN, Py_IncRef, PyObject_GC_UnTrack};
use crate::abi::PyObject;
use crate::api::{LoadError, Runtime};

/// Only CPython's interpreter states may be asked for their number.
static INTERPRETERS_ARE_NUMBERED: AtomicBool = AtomicBool::new(false);

/// Whether they are; false as long as nothing was loaded.
pub(super) fn interpreters_are_numbered() -> bool {
    INTERPRETERS_ARE_NUMBERED.load(Relaxed)
}

/// Gets everything ready, and says which interpreter this is.
///
/// # Errors
///
/// Names the functions that this interpreter lacks, or says what is unknown about it.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn load_all() -> Result<Interpreter, LoadError> {
    #[cfg(any(not(feature = "cpython"), feature = "abi3"))]
    search::find_to_ask()?;
    // SAFETY: found or linked; the caller holds the lock.
    let interpreter = unsafe { Interpreter::detect() }?;
    if IS_LINKED {
        refuse_other(&interpreter)?;
    }
    INTERPRETERS_ARE_NUMBERED.store(interpreter.runtime == Runtime::CPython, Relaxed);
    #[cfg(any(not(feature = "cpython"), feature = "abi3"))]
    search::find_everything(interpreter.runtime)?;
    Ok(interpreter)
}

/// Refuses an interpreter that the file is not for.
fn refuse_other(found: &Interpreter) -> Result<(), LoadError> {
    let is_meant = match KNOWN {
        Some(known) => *found == known,
        None => found.runtime == Runtime::CPython && found.version >= (3, 9),
    };
    if is_meant { Ok(()) } else { Err(LoadError::OtherPython { built_for: KNOWN.map(|known| known.version) }) }
}

/// Gets ready what HPy has no function for: references and the pending exception.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
#[cfg_attr(feature = "cpython", expect(clippy::unnecessary_wraps, reason = "the other body looks names up"))]
pub(crate) fn load_partial(runtime: Runtime) -> Result<(), LoadError> {
    INTERPRETERS_ARE_NUMBERED.store(runtime == Runtime::CPython, Relaxed);
    #[cfg(not(feature = "cpython"))]
    search::find_for_gaps(runtime)?;
    Ok(())
}

/// Keeps a CPython object for ever, and out of the garbage collector's sight. Whatever was loaded before does not
/// matter.
///
/// # Safety
///
/// This is CPython, its lock is held, and `object` is an object of it that the collector can track.
pub(crate) unsafe fn keep_for_ever(object: *mut PyObject) {
    #[cfg(not(feature = "cpython"))]
    if search::find_to_keep().is_err() {
        return;
    }
    // SAFETY: found just now, or linked; the rest is the caller's.
    unsafe { Py_IncRef(object) };
    if let Some(untrack) = PyObject_GC_UnTrack() {
        // SAFETY: as above.
        unsafe { untrack(object.cast()) };
    }
}
