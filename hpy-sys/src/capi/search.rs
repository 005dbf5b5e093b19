//! Finding what is looked up, all of it or what one purpose needs.

#[cfg(feature = "cpython")]
use std::ffi::CStr;

#[cfg(not(feature = "cpython"))]
use super::denied::is_denied;
use super::functions::{
    basis, buffer, call, capsule, collector, container, error, execution, gaps, number, object, shortcut, text, types,
};
use super::interpreter::Interpreter;
use super::lookup::Scope;
use super::symbol::Symbol;
use crate::api::{LoadError, Runtime};

/// What is needed to ask which interpreter this is.
const TO_ASK: &[&[&Symbol]] = &[basis::SYMBOLS];

/// What HPy's door needs.
#[cfg(not(feature = "cpython"))]
const FOR_GAPS: &[&[&Symbol]] = &[basis::SYMBOLS, gaps::SYMBOLS];

/// What HPy's door uses on CPython beside [`FOR_GAPS`].
#[cfg(not(feature = "cpython"))]
const FOR_SHORT_CUTS: &[&[&Symbol]] =
    &[buffer::SYMBOLS, call::SYMBOLS, container::SYMBOLS, error::SYMBOLS, object::SYMBOLS, shortcut::SYMBOLS];

/// What it takes to keep an object for ever.
#[cfg(not(feature = "cpython"))]
const TO_KEEP: &[&[&Symbol]] = &[basis::SYMBOLS, collector::SYMBOLS];

/// What our own door needs beside [`TO_ASK`].
const FOR_EVERYTHING: &[&[&Symbol]] = &[
    buffer::SYMBOLS,
    call::SYMBOLS,
    capsule::SYMBOLS,
    collector::SYMBOLS,
    container::SYMBOLS,
    error::SYMBOLS,
    execution::SYMBOLS,
    gaps::SYMBOLS,
    number::SYMBOLS,
    object::SYMBOLS,
    #[cfg(not(feature = "cpython"))]
    super::functions::pypy::SYMBOLS,
    shortcut::SYMBOLS,
    text::SYMBOLS,
    types::SYMBOLS,
];

/// Finds what is needed to ask which interpreter this is. None of it is denied on GraalPy.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
pub(super) fn find_to_ask() -> Result<(), LoadError> {
    find(Runtime::CPython, None, TO_ASK)
}

/// Finds the rest.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
pub(super) fn find_everything(interpreter: &Interpreter) -> Result<(), LoadError> {
    find(interpreter.runtime, Some(interpreter.version), FOR_EVERYTHING)
}

/// Finds what HPy has no function for, references and the pending exception, and on CPython what is faster than HPy.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
#[cfg(not(feature = "cpython"))]
pub(super) fn find_for_gaps(runtime: Runtime) -> Result<(), LoadError> {
    find(runtime, None, FOR_GAPS)?;
    if runtime == Runtime::CPython { find(runtime, None, FOR_SHORT_CUTS) } else { Ok(()) }
}

/// Finds what it takes to keep an object of CPython's for ever.
///
/// # Errors
///
/// Names the functions that this interpreter lacks.
#[cfg(not(feature = "cpython"))]
pub(super) fn find_to_keep() -> Result<(), LoadError> {
    find(Runtime::CPython, None, TO_KEEP)
}

fn find(runtime: Runtime, version: Option<(u8, u8)>, topics: &[&[&Symbol]]) -> Result<(), LoadError> {
    let scope = Scope::of_interpreter();
    let mut missing = Vec::new();
    for symbol in topics.iter().copied().flatten() {
        if is_denied(symbol.name(), runtime, version) {
            continue;
        }
        // SAFETY: an interpreter that loads a module holds its lock.
        unsafe { symbol.set_address(scope.find(symbol.name())) };
        if symbol.address().is_null() && symbol.is_required() {
            missing.push(symbol.name().to_string_lossy());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(LoadError::MissingSymbol(missing.join(", ")))
}

/// What is linked is CPython's.
#[cfg(feature = "cpython")]
fn is_denied(_: &CStr, _: Runtime, _: Option<(u8, u8)>) -> bool {
    false
}

#[cfg(all(test, not(feature = "cpython")))]
mod tests {
    use super::super::denied::{ENDS_THE_PROCESS, TAKES_AN_ARRAY};
    use super::*;

    #[test]
    fn missing_functions_are_named() {
        let Err(error) = find_for_gaps(Runtime::CPython) else {
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

    #[test]
    fn what_is_denied_is_looked_up_and_can_be_done_without() {
        let symbols = || FOR_EVERYTHING.iter().copied().flatten();
        for name in ENDS_THE_PROCESS.into_iter().chain(TAKES_AN_ARRAY) {
            let symbol = symbols().find(|symbol| symbol.name() == name);
            assert!(symbol.is_some_and(|symbol| !symbol.is_required()), "{name:?}");
        }
    }

    #[test]
    fn nothing_is_denied_that_is_found_before_the_interpreter_is_known() {
        for symbol in TO_ASK.iter().copied().flatten() {
            assert!(!is_denied(symbol.name(), Runtime::GraalPy, Some((3, 10))), "{:?}", symbol.name());
        }
    }
}
