//! The C API: a set of functions looked up in the process that loaded this file.
//!
//! Behind our own door everything is made of it ([`load_all`]); behind HPy's door a few functions of it fill HPy's gaps
//! ([`load_partial`]). A function that some interpreter lacks is an `Option`; a missing one that is needed is a
//! [`LoadError`] that names it.

mod denied;
mod functions;
mod interpreter;
mod lookup;
mod raise;
mod symbol;

use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

pub(crate) use functions::basis::*;
pub(crate) use functions::call::*;
pub(crate) use functions::capsule::*;
pub(crate) use functions::collector::*;
pub(crate) use functions::container::*;
pub(crate) use functions::error::*;
pub(crate) use functions::execution::*;
pub(crate) use functions::gaps::*;
pub(crate) use functions::number::*;
pub(crate) use functions::object::*;
pub(crate) use functions::shortcut::*;
pub(crate) use functions::text::*;
pub(crate) use functions::types::*;
pub(crate) use interpreter::Interpreter;
pub(crate) use raise::{raise_import_error, raise_type_error};

use crate::abi::PyObject;
use crate::api::{LoadError, Runtime};
use crate::call_out::CallOut;
use functions::{FOR_EVERYTHING, FOR_GAPS, FOR_SHORT_CUTS, TO_ASK, TO_KEEP};
use lookup::Scope;
use symbol::Symbol;

/// Only CPython's interpreter states may be asked for their number.
static INTERPRETERS_ARE_NUMBERED: AtomicBool = AtomicBool::new(false);

/// Looks up what HPy has no function for, references and the pending exception, and on CPython what is faster than HPy.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
pub(crate) fn load_partial(runtime: Runtime) -> Result<(), LoadError> {
    INTERPRETERS_ARE_NUMBERED.store(matches!(runtime, Runtime::CPython), Relaxed);
    let scope = Scope::of_interpreter();
    load(&scope, runtime, FOR_GAPS)?;
    if matches!(runtime, Runtime::CPython) { load(&scope, runtime, FOR_SHORT_CUTS) } else { Ok(()) }
}

/// Looks up everything, and says which interpreter this is.
///
/// # Errors
///
/// Names the functions that this interpreter lacks, or says what is unknown about it.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn load_all() -> Result<Interpreter, LoadError> {
    let scope = Scope::of_interpreter();
    // None of these is denied on GraalPy, and only with it can the runtime be asked for.
    load(&scope, Runtime::CPython, TO_ASK)?;
    // SAFETY: loaded just now; the caller holds the lock.
    let interpreter = unsafe { Interpreter::detect() }?;
    INTERPRETERS_ARE_NUMBERED.store(matches!(interpreter.runtime, Runtime::CPython), Relaxed);
    load(&scope, interpreter.runtime, FOR_EVERYTHING)?;
    Ok(interpreter)
}

fn load(scope: &Scope, runtime: Runtime, topics: &[&[&Symbol]]) -> Result<(), LoadError> {
    let graalpy = matches!(runtime, Runtime::GraalPy);
    let mut missing = Vec::new();
    for symbol in topics.iter().copied().flatten() {
        if graalpy && denied::on_graalpy(symbol.name()) {
            continue;
        }
        symbol.set_address(scope.find(symbol.name()));
        if symbol.address().is_null() && symbol.is_required() {
            missing.push(symbol.name().to_string_lossy());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(LoadError::MissingSymbol(missing.join(", ")))
}

/// Keeps a CPython object for ever, and out of the garbage collector's sight. Whatever was loaded before does not
/// matter.
///
/// # Safety
///
/// This is CPython, its lock is held, and `object` is an object of it that the collector can track.
pub(crate) unsafe fn keep_for_ever(object: *mut PyObject) {
    if load(&Scope::of_interpreter(), Runtime::CPython, TO_KEEP).is_err() {
        return;
    }
    // SAFETY: loaded just now; the rest is the caller's.
    unsafe { Py_IncRef(object) };
    if let Some(untrack) = PyObject_GC_UnTrack() {
        // SAFETY: as above.
        unsafe { untrack(object.cast()) };
    }
}

/// The number of the running (sub-)interpreter, 0 being the main one. `None` where interpreters are not numbered.
///
/// # Safety
///
/// [`load_partial`] or [`load_all`] succeeded and the interpreter's lock is held.
pub(crate) unsafe fn interpreter_id() -> Option<i64> {
    if !INTERPRETERS_ARE_NUMBERED.load(Relaxed) {
        return None;
    }
    let get = PyInterpreterState_Get().or_else(_PyInterpreterState_Get)?;
    let number = PyInterpreterState_GetID()?;
    // SAFETY: CPython's function; the lock is held, so a thread state is current.
    let state = unsafe { get() };
    // SAFETY: CPython's function, and the state of the running interpreter.
    Some(unsafe { number(state) })
}

/// Runs pending signal handlers: 0, or -1 with the exception that one of them raised. `None` without such a function.
///
/// # Safety
///
/// [`load_partial`] or [`load_all`] succeeded and the interpreter's lock is held.
pub(crate) unsafe fn check_signals() -> Option<c_int> {
    // SAFETY: the C function of that name; the caller holds the lock.
    PyErr_CheckSignals().map(|check| unsafe { check.call_out(()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_functions_are_named() {
        let Err(error) = load_partial(Runtime::CPython) else {
            panic!("no interpreter is linked into the tests");
        };
        let text = error.to_string();
        assert!(text.contains("Py_IncRef") && text.contains("PyErr_Fetch"), "{text}");
        assert!(!text.contains("PyErr_CheckSignals"), "it can be done without: {text}");
    }

    #[test]
    fn no_function_is_looked_up_twice() {
        let mut names: Vec<_> = [TO_ASK, FOR_EVERYTHING].concat().concat().iter().map(|symbol| symbol.name()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
