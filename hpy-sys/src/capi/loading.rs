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

/// Gets ready what it takes to ask which interpreter this is.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
#[cfg_attr(
    all(feature = "cpython", not(feature = "abi3")),
    expect(clippy::unnecessary_wraps, reason = "the other body looks names up")
)]
pub(crate) fn load_to_ask() -> Result<(), LoadError> {
    #[cfg(any(not(feature = "cpython"), feature = "abi3"))]
    search::find_to_ask()?;
    Ok(())
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
    load_to_ask()?;
    // SAFETY: found or linked; the caller holds the lock.
    let interpreter = unsafe { Interpreter::detect() }?;
    if IS_LINKED {
        refuse_other(&interpreter)?;
    }
    INTERPRETERS_ARE_NUMBERED.store(interpreter.runtime == Runtime::CPython, Relaxed);
    #[cfg(any(not(feature = "cpython"), feature = "abi3"))]
    search::find_everything(&interpreter)?;
    Ok(interpreter)
}

/// Refuses an interpreter that the file is not for.
fn refuse_other(found: &Interpreter) -> Result<(), LoadError> {
    match KNOWN {
        Some(known) if *found == known => Ok(()),
        Some(known) => Err(LoadError::OtherPython { built_for: Some((known.version, known.is_free_threaded())) }),
        None => refuse_without_stable_abi(found),
    }
}

/// Refuses an interpreter that a file for the stable ABI is not for.
fn refuse_without_stable_abi(found: &Interpreter) -> Result<(), LoadError> {
    if found.runtime != Runtime::CPython || found.version < (3, 9) {
        return Err(LoadError::OtherPython { built_for: None });
    }
    if found.is_free_threaded() { Err(LoadError::NoStableAbi) } else { Ok(()) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stable_abi_is_cpythons_with_its_lock() {
        let newest =
            Interpreter { runtime: Runtime::CPython, version: (3, 14), header_words: 2, counts_references: false };
        assert_eq!(refuse_without_stable_abi(&newest), Ok(()));
        let free = Interpreter { header_words: 4, ..newest };
        assert_eq!(refuse_without_stable_abi(&free), Err(LoadError::NoStableAbi));
        for other in [Interpreter { version: (3, 8), ..newest }, Interpreter { runtime: Runtime::PyPy, ..newest }] {
            assert_eq!(refuse_without_stable_abi(&other), Err(LoadError::OtherPython { built_for: None }));
        }
    }
}
