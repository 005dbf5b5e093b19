//! Calls from a program that has an interpreter inside: the other way round than everywhere else.

use super::context::ContextRef;
use super::load_error::LoadError;
use super::runtime::{Door, initialise};
use crate::{capi, cpython};

/// Runs `work` with the context of an interpreter that runs in this program; at the first call it is started.
///
/// # Errors
///
/// When the interpreter is not the one that this was built for.
pub fn with_interpreter<R>(work: impl FnOnce(ContextRef) -> R) -> Result<R, LoadError> {
    let _lock = capi::Lock::take();
    // SAFETY: the lock is held.
    let tables = unsafe { cpython::load(c"") }?;
    // SAFETY: the table that was filled just now.
    let ctx = unsafe { ContextRef::from_raw(tables.plain) };
    // SAFETY: the context of the running interpreter, through this door.
    unsafe { initialise(ctx, Door::Own) }?;
    Ok(work(ctx))
}
