//! The C API: a set of functions, with two bodies that [`body`] chooses from.
//!
//! - Looked up in the process that loaded this file: behind our own door everything is made of it ([`load_all`]); behind
//!   HPy's door a few functions of it fill HPy's gaps ([`load_partial`]). A function that some interpreter lacks is an
//!   `Option`; a missing one that is needed is a [`LoadError`](crate::api::LoadError) that names it.
//! - Linked, in a build for CPython alone.

mod body;
#[cfg(not(feature = "cpython"))]
mod denied;
#[cfg(feature = "embed")]
mod embedded;
mod functions;
pub(crate) mod inline;
mod interpreter;
mod known;
#[cfg(feature = "cpython")]
mod linked;
mod loading;
mod lookup;
mod raise;
#[cfg(any(not(feature = "cpython"), feature = "abi3"))]
mod search;
#[cfg(any(not(feature = "cpython"), feature = "abi3"))]
mod symbol;

use std::ffi::c_int;

#[cfg(feature = "embed")]
pub(crate) use embedded::Lock;
pub(crate) use functions::basis::*;
pub(crate) use functions::buffer::*;
pub(crate) use functions::call::*;
pub(crate) use functions::capsule::*;
pub(crate) use functions::collector::*;
pub(crate) use functions::container::*;
pub(crate) use functions::error::*;
pub(crate) use functions::execution::*;
pub(crate) use functions::gaps::*;
pub(crate) use functions::number::*;
pub(crate) use functions::object::*;
#[cfg(not(feature = "cpython"))]
pub(crate) use functions::pypy::*;
pub(crate) use functions::shortcut::*;
pub(crate) use functions::text::*;
pub(crate) use functions::types::*;
pub(crate) use interpreter::{
    Interpreter, header_words_in, is_free_threaded, is_known_cpython, runtime_called, version_of,
};
pub(crate) use known::{IS_LINKED, KNOWN};
pub(crate) use loading::{keep_for_ever, load_all, load_partial, load_to_ask};
pub(crate) use raise::{cause_of, raise_import_error, raise_load_error, raise_type_error};

use crate::call_out::CallOut;

/// The C functions, for entries of our table that have nothing to let go of: see [`CallOut::pass_on`].
pub(crate) mod passing {
    #[cfg(not(feature = "cpython"))]
    pub(crate) use super::functions::{
        basis::passing::*, capsule::passing::*, container::passing::*, error::passing::*, execution::passing::*,
        number::passing::*, object::passing::*, shortcut::passing::*, text::passing::*,
    };
    #[cfg(feature = "cpython")]
    pub(crate) use super::*;
}

/// The number of the running (sub-)interpreter, 0 being the main one. `None` where interpreters are not numbered.
///
/// # Safety
///
/// [`load_partial`] or [`load_all`] succeeded and the interpreter's lock is held.
pub(crate) unsafe fn interpreter_id() -> Option<i64> {
    if !loading::interpreters_are_numbered() {
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
