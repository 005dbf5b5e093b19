//! What modules need that still have functions on the C API, in a build for CPython alone.

use std::ffi::{c_int, c_void};

use super::context::ContextRef;
use super::entry::object;
use super::runtime::{Door, initialise, is_initialised};
use crate::abi::HPy;
use crate::{capi, cpython};

/// The context of the running interpreter, for calls from code that has none; `None` with `ImportError` set.
///
/// # Safety
///
/// The interpreter's lock is held.
pub unsafe fn linked_context() -> Option<ContextRef> {
    // SAFETY: the caller's promise, here and below.
    let loaded = unsafe { cpython::load(c"") }.and_then(|tables| {
        // SAFETY: the table of this file.
        let ctx = unsafe { ContextRef::from_raw(tables.plain) };
        if is_initialised() {
            return Ok(ctx);
        }
        // SAFETY: the context of the running interpreter, through this door.
        unsafe { initialise(ctx, Door::Own) }.map(|()| ctx)
    });
    match loaded {
        Ok(ctx) => Some(ctx),
        Err(error) => {
            // SAFETY: as above.
            unsafe { capi::raise_load_error(&error) };
            None
        }
    }
}

/// Adds the functions of a `PyMethodDef` table to a module; -1 with an exception set on error.
///
/// # Safety
///
/// `ctx` is the context of the running call and `module` a module of it; `table` is such a table, and lives for ever.
pub unsafe fn add_functions(ctx: ContextRef, module: HPy, table: *mut c_void) -> c_int {
    let _ = ctx;
    // SAFETY: the caller's promise.
    unsafe { pyo3_ffi::PyModule_AddFunctions(object(module).cast(), table.cast()) }
}
