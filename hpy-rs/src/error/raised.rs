//! Errors that Python raised: what the number in a [`PyError`] stands for.
//!
//! A failed call leaves its exception pending in the interpreter, where the next call would trip over it or overwrite
//! it. So it is taken out at once and kept here, per thread, under a number. Only the error path touches this state;
//! a call that raised nothing pays one load when it starts and one comparison when it ends.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use hpy_sys::api::RawError;

use super::{PyError, PySystemError, Repr};
use crate::calls;
use crate::context::{Context, is_detached};

/// The number of the next raised error, in all threads.
static NEXT: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The exceptions taken out on this thread, by rising number.
    static TAKEN: RefCell<Vec<(u64, RawError)>> = const { RefCell::new(Vec::new()) };
}

/// The number of a raised error; dropping it lets go of the exception.
#[derive(Debug)]
pub(crate) struct RaisedId(u64);

/// A point in time: errors raised since can be told from older ones.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Mark(u64);

/// Now. Taken when an entry point starts.
#[inline(always)]
pub(crate) fn mark() -> Mark {
    Mark(NEXT.load(Relaxed))
}

/// Whether nothing was raised since `mark`.
#[inline(always)]
pub(crate) fn none_since(mark: Mark) -> bool {
    NEXT.load(Relaxed) == mark.0
}

/// Lets go of what was raised since `mark` on this thread and is still kept: errors forgotten, put into a static or
/// dropped on another thread. Called when an entry point ends.
#[cold]
pub(crate) fn release_since(mark: Mark) {
    // One at a time: letting go may run Python, which may come here again.
    while let Some(error) = TAKEN.with_borrow_mut(|taken| taken.pop_if(|(id, _)| *id >= mark.0)) {
        calls::error::release(error.1);
    }
}

/// Takes the pending exception out of the interpreter.
#[cold]
pub(crate) fn take(ctx: Context<'_>) -> PyError {
    let Some(error) = calls::error::fetch(ctx) else {
        return PySystemError::new("a call failed without setting an exception");
    };
    keep(error)
}

/// Keeps an exception that is not pending.
pub(super) fn keep(error: RawError) -> PyError {
    let id = NEXT.fetch_add(1, Relaxed);
    TAKEN.with_borrow_mut(|taken| taken.push((id, error)));
    PyError(Repr::Raised(RaisedId(id)))
}

/// Removes the exception with this number; `None` if it belongs to another thread or to a call that has ended.
fn remove(id: u64) -> Option<RawError> {
    TAKEN.with_borrow_mut(|taken| {
        let place = taken.iter().rposition(|(other, _)| *other == id)?;
        Some(taken.remove(place).1)
    })
}

/// Puts an exception back under its number.
fn put_back(id: u64, error: RawError) {
    TAKEN.with_borrow_mut(|taken| {
        let place = taken.partition_point(|(other, _)| *other < id);
        taken.insert(place, (id, error));
    });
}

impl RaisedId {
    /// Makes the exception pending again.
    pub(super) fn restore(self, ctx: Context<'_>) {
        let id = std::mem::ManuallyDrop::new(self).0;
        match remove(id) {
            Some(error) => calls::error::restore(ctx, error),
            None => super::raise(ctx, not_of_this_call()),
        }
    }

    /// Runs `look` on the exception; `None` as for [`remove`].
    pub(super) fn with<R>(&self, look: impl FnOnce(&mut RawError) -> R) -> Option<R> {
        // Not in place: `look` may run Python, which may come here again.
        let mut error = remove(self.0)?;
        let result = look(&mut error);
        put_back(self.0, error);
        Some(result)
    }
}

/// What stands for an error that was kept for longer than its call, or taken to another thread.
pub(super) fn not_of_this_call() -> PyError {
    PySystemError::new("the exception belongs to another call or thread")
}

impl Drop for RaisedId {
    fn drop(&mut self) {
        // Without the interpreter nothing can be let go of: the exit of the call that raised it will.
        if !is_detached()
            && let Some(error) = remove(self.0)
        {
            calls::error::release(error);
        }
    }
}
