//! A bound on recursion, since a native stack that overflows kills the process.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use hpy_sys::api;

use super::Context;
use crate::Result;
use crate::error::PyRecursionError;

/// How deep [`Context::recurse`] goes on one thread: CPython's own default limit.
const LIMIT: u32 = 1000;

/// So many bytes of the stack all levels of a thread take together at most: threads have 8 MiB as a rule.
const MOST_STACK: usize = 1 << 20;

/// What a level counts.
const WHOLE: u32 = 1 << 16;

/// The levels of a thread.
#[derive(Clone, Copy)]
struct Levels {
    /// How many there are, times [`WHOLE`].
    depth: u32,
    /// Where the stack was at the first one.
    start: usize,
    /// How many bytes of it they may take together.
    room: usize,
}

thread_local! {
    static LEVELS: Cell<Levels> = const { Cell::new(Levels { depth: 0, start: 0, room: 0 }) };
}

/// One level of recursion, given back when dropped; made by [`Context::recurse`].
#[must_use = "the level is given back when the guard is dropped"]
pub struct RecursionGuard {
    weight: u32,
    not_send: PhantomData<*mut ()>,
}

impl RecursionGuard {
    fn of(weight: u32) -> Self {
        RecursionGuard { weight, not_send: PhantomData }
    }
}

impl Drop for RecursionGuard {
    fn drop(&mut self) {
        let levels = LEVELS.get();
        LEVELS.set(Levels { depth: levels.depth - self.weight, ..levels });
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
    /// `RecursionError` at more than 1,000 levels on this thread, or if they take more than 1 MiB of its stack, or two thirds of what
    /// there was of it. PyPy lets a thread use 786 bytes for each level of `sys.getrecursionlimit()`.
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

    /// As [`recurse`](Self::recurse), of levels of which there are no more than `most`.
    #[cfg(feature = "serde")]
    #[expect(clippy::unused_self, reason = "only who has a context can raise")]
    pub(crate) fn recurse_up_to(self, most: u32, activity: &str) -> Result<RecursionGuard> {
        level(LIMIT * WHOLE / most, activity)
    }

    /// As [`recurse`](Self::recurse), of a level at which data are not nested deeper: it is the stack that is bounded.
    #[cfg(feature = "serde")]
    #[expect(clippy::unused_self, reason = "only who has a context can raise")]
    pub(crate) fn recurse_in_place(self, activity: &str) -> Result<RecursionGuard> {
        level(1, activity)
    }
}

fn level(weight: u32, activity: &str) -> Result<RecursionGuard> {
    let levels = LEVELS.get();
    let here = api::place_of_stack();
    if levels.depth == 0 {
        LEVELS.set(Levels { depth: weight, start: here, room: room_below(here) });
    } else if levels.depth + weight > LIMIT * WHOLE || levels.start.abs_diff(here) > levels.room {
        return Err(too_deep(activity));
    } else {
        LEVELS.set(Levels { depth: levels.depth + weight, ..levels });
    }
    Ok(RecursionGuard::of(weight))
}

#[cold]
fn too_deep(activity: &str) -> crate::PyError {
    PyRecursionError::new(format!("maximum recursion depth exceeded{activity}"))
}

/// How many bytes of the stack levels may take that begin here: two thirds of those that are left, since Python code and the last level
/// take some, too.
#[inline]
fn room_below(here: usize) -> usize {
    api::end_of_stack().map_or(MOST_STACK, |end| MOST_STACK.min(here.saturating_sub(end) / 3 * 2))
}
