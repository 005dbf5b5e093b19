//! HPy's functions over the C API: what stands behind the door of our own, which opens where no HPy is.
//!
//! [`load`] makes a context table whose entries call C functions that were looked up, [`init_module`] the definition
//! that a `PyInit_` function returns. A handle of this door is the object's address, but in the [debug] mode. Every entry
//! has the [entry contract](entry).

#![expect(non_snake_case, non_upper_case_globals, reason = "entries and HPy's constants have HPy's names")]
#![expect(
    clippy::inline_always,
    reason = "these are parts of the calls made most; a call of their own would cost as much again"
)]
#![cfg_attr(
    feature = "cpython",
    expect(
        unused_qualifications,
        reason = "what entries pass on to is what is called, where they are a part of what calls them"
    )
)]

mod call;
mod capsule;
mod constants;
mod counting;
#[cfg_attr(feature = "cpython", path = "debug_off.rs")]
mod debug;
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
mod own_types;
mod prepare;
#[cfg(not(feature = "cpython"))]
mod pypy;
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

use std::ffi::{CStr, c_int};
use std::sync::OnceLock;

#[cfg(feature = "cpython")]
use linked as table;

use crate::abi::{HPyContext, HPyFunc_inquiry, PyObject};
use crate::api::{LoadError, Method, own_context};
use crate::capi::{self, Interpreter};

use entry::Hand;

pub(crate) use crate::capi::raise_load_error;
pub(crate) use counting::{InlineCount, count_as};
#[cfg(feature = "cpython")]
pub(crate) use linked::{constants_of_file, functions};
pub(crate) use module::Exec;
pub(crate) use refcount::{release_unless_last, retain};
pub(crate) use types::{
    CallSlot, Constructor, Convention, Passed, Vectorcall, call_instances, call_slot, call_type, call_with_tuple,
    called_of_hpy, calls_by_trampolines, fills_slot_of, get_buffer, has_struct_of, init_native, learn_for_hpy,
    new_instance, new_native, new_type, release_buffer, size_with_word, struct_of, vectorcall_of,
};

/// What [`load`] made.
#[derive(Clone, Copy)]
struct Loaded {
    interpreter: Interpreter,
    tables: Tables,
}

/// The context tables of this door.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    /// The one whose handles are addresses.
    pub(crate) plain: *mut HPyContext,
    /// In the debug mode, the one that trampolines pass.
    pub(crate) debug: Option<*mut HPyContext>,
}

/// What a table calls itself whose handles are addresses.
pub(crate) const PLAIN: &CStr = c"hpy-rs own door";

// SAFETY: the tables are written to before they are stored here and never after.
unsafe impl Send for Loaded {}
// SAFETY: as above.
unsafe impl Sync for Loaded {}

static LOADED: OnceLock<Loaded> = OnceLock::new();

/// The context tables of this door; made at the first call, in the mode that the environment asks for `module`.
///
/// # Errors
///
/// The interpreter is not known or lacks a function, it is a sub-interpreter, or the file was loaded in the other mode.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn load(module: &CStr) -> Result<Tables, LoadError> {
    let is_debug = debug::is_wanted(module);
    // SAFETY: the caller's promise.
    let tables = unsafe { loaded(is_debug) }?.tables;
    if tables.debug.is_some() == is_debug { Ok(tables) } else { Err(LoadError::OtherMode) }
}

/// # Safety
///
/// The interpreter's lock is held.
unsafe fn loaded(is_debug: bool) -> Result<Loaded, LoadError> {
    if let Some(loaded) = LOADED.get() {
        return Ok(*loaded);
    }
    debug::switch(is_debug);
    // SAFETY: the caller's promise, here and below.
    let found = unsafe { find_out(is_debug) };
    // SAFETY: as above. Without an error of symbols those to ask with are there.
    found.map_err(|error| unsafe { capi::cause_of(error) })
}

/// As [`loaded`], at the first call. With an error there may be an exception set.
///
/// # Safety
///
/// As for [`loaded`].
unsafe fn find_out(is_debug: bool) -> Result<Loaded, LoadError> {
    // SAFETY: the caller's promise, here and below.
    let interpreter = unsafe { capi::load_all() }?;
    // Objects of a sub-interpreter must not become the table's.
    // SAFETY: as above; loaded.
    if let Some(id @ 1..) = unsafe { capi::interpreter_id() } {
        return Err(LoadError::SubInterpreter(id));
    }
    // Making a table runs Python code, so another thread may come here and make one too: the first to be stored stays.
    // SAFETY: as above; loaded, so the entry contract holds.
    let tables = unsafe { table::make(&interpreter, is_debug) }?;
    Ok(*LOADED.get_or_init(|| {
        // SAFETY: made just now; this is done once.
        let tables = unsafe { table::keep(tables) };
        Loaded { interpreter, tables }
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
    match unsafe { loaded(debug::is_on()) } {
        // SAFETY: loaded, so the entry contract holds.
        #[cfg(feature = "cpython")]
        Ok(_) if !unsafe { debug::warn_if_wanted(name) } => std::ptr::null_mut(),
        // SAFETY: loaded.
        Ok(loaded) => unsafe { module::init(&loaded.interpreter, methods, name, doc, exec) },
        Err(error) => {
            // SAFETY: as above.
            unsafe { raise_load_error(&error) };
            std::ptr::null_mut()
        }
    }
}

/// Executes a module: calls `exec` with the context of this call.
///
/// # Safety
///
/// [`load`] succeeded and an interpreter calls with the module that it makes.
pub(crate) unsafe fn execute(exec: HPyFunc_inquiry, module: *mut PyObject) -> c_int {
    if debug::is_on() {
        // SAFETY: the caller's promise.
        return unsafe { debug::execute(exec, module) };
    }
    // SAFETY: the caller's promise.
    unsafe { exec(own_context().as_raw(), module.hand()) }
}

/// Whether this file was loaded in the debug mode: then an interpreter calls trampolines, as HPy's are called on CPython.
#[inline]
pub(crate) fn is_debug() -> bool {
    debug::is_on()
}
