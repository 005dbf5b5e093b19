//! HPy's functions over the C API: what stands behind the door of our own, which opens where no HPy is.
//!
//! [`load`] makes a context table whose entries call C functions that were looked up, [`init_module`] the definition
//! that a `PyInit_` function returns. A handle of this door is the object's address. Every entry has the
//! [entry contract](entry).

#![expect(non_snake_case, non_upper_case_globals, reason = "entries and HPy's constants have HPy's names")]
#![expect(
    clippy::inline_always,
    reason = "these are parts of the calls made most; a call of their own would cost as much again"
)]

mod call;
mod capsule;
mod constants;
mod entry;
mod error;
mod execution;
mod header;
mod identity;
mod item;
#[cfg(feature = "cpython")]
mod linked;
mod mapping;
mod module;
mod number;
mod object;
mod prepare;
mod raise;
mod refcount;
mod sequence;
mod storage;
#[cfg(not(feature = "cpython"))]
mod table;
mod text;
mod type_;
mod types;
mod unavailable;

use std::ffi::CStr;
use std::sync::OnceLock;

#[cfg(feature = "cpython")]
use linked as table;

use crate::abi::{HPyContext, PyObject};
use crate::api::{LoadError, Method};
use crate::capi::{self, Interpreter};

pub(crate) use crate::capi::raise_import_error;
#[cfg(feature = "cpython")]
pub(crate) use linked::{constants_of_file, functions};
pub(crate) use mapping::{is_exactly_dict, next_of_dict};
pub(crate) use module::Exec;
pub(crate) use sequence::{give_to_builder, tuple_of_given};
pub(crate) use text::interned;
pub(crate) use types::{call_with_keywords, call_with_tuple, get_buffer, new_type, release_buffer};

/// What [`load`] made.
#[derive(Clone, Copy)]
struct Loaded {
    interpreter: Interpreter,
    table: *mut HPyContext,
}

// SAFETY: the table is written to before it is stored here and never after.
unsafe impl Send for Loaded {}
// SAFETY: as above.
unsafe impl Sync for Loaded {}

static LOADED: OnceLock<Loaded> = OnceLock::new();

/// The context table of this door; made at the first call.
///
/// # Errors
///
/// The interpreter is not known or lacks a function, or it is a sub-interpreter.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn load() -> Result<*mut HPyContext, LoadError> {
    // SAFETY: the caller's promise.
    unsafe { loaded() }.map(|loaded| loaded.table)
}

/// # Safety
///
/// The interpreter's lock is held.
unsafe fn loaded() -> Result<Loaded, LoadError> {
    if let Some(loaded) = LOADED.get() {
        return Ok(*loaded);
    }
    // SAFETY: the caller's promise, here and below.
    let interpreter = unsafe { capi::load_all() }?;
    // Objects of a sub-interpreter must not become the table's.
    // SAFETY: as above; loaded.
    if let Some(id @ 1..) = unsafe { capi::interpreter_id() } {
        return Err(LoadError::SubInterpreter(id));
    }
    // Making a table runs Python code, so another thread may come here and make one too: the first to be stored stays.
    // SAFETY: as above; loaded, so the entry contract holds.
    let table = unsafe { table::make(&interpreter) }?;
    Ok(*LOADED.get_or_init(|| {
        // SAFETY: made just now; this is done once.
        let table = unsafe { table::keep(table) };
        Loaded { interpreter, table }
    }))
}

/// The result of a `PyInit_` function: a definition for the interpreter, or null with `ImportError` set.
///
/// # Safety
///
/// The interpreter's lock is held; the entries of `methods` and `exec` may be called through this door.
pub(crate) unsafe fn init_module(
    methods: &[Method],
    name: &'static CStr,
    doc: &'static CStr,
    exec: Exec,
) -> *mut PyObject {
    // SAFETY: the caller's promise, here and below.
    match unsafe { loaded() } {
        // SAFETY: loaded.
        Ok(loaded) => unsafe { module::init(&loaded.interpreter, methods, name, doc, exec) },
        Err(error) => {
            // SAFETY: as above.
            unsafe { raise_import_error(&error.to_string()) };
            std::ptr::null_mut()
        }
    }
}
