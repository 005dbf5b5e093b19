//! A bound on recursion, since a native stack that overflows kills the process.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use super::Context;
use crate::Result;
use crate::error::PyRecursionError;

/// How deep [`Context::recurse`] goes on one thread: CPython's own default limit.
const LIMIT: u32 = 1000;

thread_local!(static DEPTH: Cell<u32> = const { Cell::new(0) });

/// One level of recursion, given back when dropped; made by [`Context::recurse`].
#[must_use = "the level is given back when the guard is dropped"]
pub struct RecursionGuard {
    not_send: PhantomData<*mut ()>,
}

impl Drop for RecursionGuard {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

impl fmt::Debug for RecursionGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecursionGuard")
    }
}

impl Context<'_> {
    /// Counts one level of recursion for as long as the guard lives.
    ///
    /// `activity` ends the message, as in CPython: `" while encoding a JSON object"`.
    ///
    /// # Errors
    /// `RecursionError` at more than 1,000 levels on this thread.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn depth(list: &Handle<'_>) -> Result<usize> {
    ///     let _level = list.ctx().recurse(" while measuring a list")?;
    ///     Ok(if list.is_instance_of::<PyList>() { 1 + depth(&list.get_item(0)?)? } else { 0 })
    /// }
    /// ```
    pub fn recurse(self, activity: &str) -> Result<RecursionGuard> {
        let depth = DEPTH.get();
        if depth >= LIMIT {
            return Err(PyRecursionError::new(format!("maximum recursion depth exceeded{activity}")));
        }
        DEPTH.set(depth + 1);
        Ok(RecursionGuard { not_send: PhantomData })
    }
}
