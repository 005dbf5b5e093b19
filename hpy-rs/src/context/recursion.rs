//! A bound on recursion, since a native stack that overflows kills the process.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use hpy_sys::api::{self, Runtime};

use super::Context;
use crate::Result;
use crate::error::PyRecursionError;

/// How deep [`Context::recurse`] goes on one thread: CPython's own default limit.
const LIMIT: u32 = 1000;

/// So many bytes of the stack all levels of a thread take together: threads have 8 MiB as a rule. PyPy ends its own recursion at
/// 768 KiB, and some of its calls do not survive that.
const MOST_STACK: usize = 1 << 20;
const MOST_STACK_ON_PYPY: usize = 1 << 19;

/// What a level counts.
const WHOLE: u32 = 1 << 16;

/// The levels of a thread.
#[derive(Clone, Copy)]
struct Levels {
    /// How many there are, times [`WHOLE`].
    depth: u32,
    /// Where the stack was at the first one.
    start: usize,
}

thread_local!(static LEVELS: Cell<Levels> = const { Cell::new(Levels { depth: 0, start: 0 }) });

/// One level of recursion, given back when dropped; made by [`Context::recurse`].
#[must_use = "the level is given back when the guard is dropped"]
pub struct RecursionGuard {
    weight: u32,
    not_send: PhantomData<*mut ()>,
}

impl Drop for RecursionGuard {
    fn drop(&mut self) {
        let Levels { depth, start } = LEVELS.get();
        LEVELS.set(Levels { depth: depth - self.weight, start });
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
    /// `RecursionError` at more than 1,000 levels on this thread, or if they take more than 1 MiB of its stack, on PyPy 512 KiB.
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
        level(WHOLE, activity)
    }

    /// As [`recurse`](Self::recurse), of a level at which data are not nested deeper: it is the stack that is bounded.
    #[cfg(feature = "serde")]
    #[expect(clippy::unused_self, reason = "only who has a context can raise")]
    pub(crate) fn recurse_in_place(self, activity: &str) -> Result<RecursionGuard> {
        level(1, activity)
    }
}

fn level(weight: u32, activity: &str) -> Result<RecursionGuard> {
    let Levels { depth, start } = LEVELS.get();
    let here = place_of_stack();
    if depth == 0 {
        LEVELS.set(Levels { depth: weight, start: here });
    } else if depth + weight > LIMIT * WHOLE || is_too_much(start.abs_diff(here)) {
        return Err(too_deep(activity));
    } else {
        LEVELS.set(Levels { depth: depth + weight, start });
    }
    Ok(RecursionGuard { weight, not_send: PhantomData })
}

#[cold]
fn too_deep(activity: &str) -> crate::PyError {
    PyRecursionError::new(format!("maximum recursion depth exceeded{activity}"))
}

#[inline]
fn is_too_much(stack: usize) -> bool {
    stack > MOST_STACK_ON_PYPY && (stack > MOST_STACK || api::runtime() == Runtime::PyPy)
}

/// About where the stack is.
#[inline(always)]
fn place_of_stack() -> usize {
    let here = 0_u8;
    std::hint::black_box(&raw const here).addr()
}
