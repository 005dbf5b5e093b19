//! Errors that Python raised: what the number in a [`PyError`] stands for.
//!
//! A failed call leaves its exception pending in the interpreter, where the next call would trip over it or overwrite
//! it. So it is taken out and kept here, per thread, under a number: at once, but on PyPy only before the next call. There
//! taking it out and putting it back takes microseconds, so an error that goes straight to the exit stays where it is. A call that
//! raised nothing pays one load when it starts and one comparison when it ends.
#![expect(unsafe_code, reason = "numbers without atomics, and the context of the call that ends")]

use std::cell::{RefCell, UnsafeCell};

use hpy_sys::api::{self, ContextRef, RawError, Runtime};

use super::numbered::Numbered;
use super::{PyError, PySystemError, carried};
use crate::calls;
use crate::context::state::{add_pending, remove_pending};
use crate::context::{Context, is_detached};
use crate::macro_support::is_aside_gone;
use crate::macro_support::trampoline::never_unwinding;

/// The number of the next raised error, in all threads.
static NEXT: Number = Number(UnsafeCell::new(0));

/// A number that every call looks at, so it is not even atomic: whoever has a context holds the interpreter's lock.
struct Number(UnsafeCell<u64>);

// SAFETY: read and written only with a `Context` in hand, so under the interpreter's lock.
unsafe impl Sync for Number {}

impl Number {
    #[inline(always)]
    fn get(&self, _: Context<'_>) -> u64 {
        // SAFETY: the context proves that this thread holds the lock.
        unsafe { *self.0.get() }
    }

    /// The number, and goes on to the next one.
    ///
    /// # Safety
    /// The interpreter's lock is held.
    unsafe fn advance(&self) -> u64 {
        // SAFETY: by the contract of this function.
        let number = unsafe { *self.0.get() };
        // SAFETY: as above.
        unsafe { *self.0.get() = number + 1 };
        number
    }
}

thread_local! {
    /// The exceptions raised on this thread, by rising number.
    static TAKEN: RefCell<Numbered<Place>> = const { RefCell::new(Numbered::new()) };
    /// Those that were dropped while the thread was detached, until it enters Python again.
    static UNWANTED: RefCell<Vec<RawError>> = const { RefCell::new(Vec::new()) };
}

/// Where an exception is.
enum Place {
    /// Still in the interpreter; one at most on a thread. It comes with the context of the call that it was raised in,
    /// so that the exit of that call need not keep its own at hand.
    Pending(ContextRef),
    /// As [`Place::Pending`], and nobody wants it any more.
    Dropped(ContextRef),
    /// Here.
    Out(RawError),
    /// Nowhere: a call has failed without setting an exception.
    Missing,
}

/// The number of a raised error; dropping it lets go of the exception.
#[derive(Debug)]
pub(crate) struct RaisedId(u64);

/// A point in time: errors raised since can be told from older ones.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
#[repr(transparent)]
pub(crate) struct Mark(u64);

impl Mark {
    /// Before all errors.
    pub(crate) const FIRST: Self = Mark(0);
}

/// Counts an error that is put aside, or an object that was dropped, as an error that is raised, so that the exit of its call looks
/// what there is; calls that begin later have a greater mark.
pub(crate) fn count_failure() -> Mark {
    // SAFETY: errors are put aside by entry points, which are called with the interpreter's lock held, and so are objects noted.
    Mark(unsafe { NEXT.advance() })
}

/// Now. Taken when an entry point starts.
#[inline(always)]
pub(crate) fn mark(ctx: Context<'_>) -> Mark {
    Mark(NEXT.get(ctx))
}

/// Whether nothing was raised since `mark`.
#[inline(always)]
pub(crate) fn none_since(ctx: Context<'_>, mark: Mark) -> bool {
    NEXT.get(ctx) == mark.0
}

/// Lets go of what was raised since `mark` on this thread and is still kept: errors forgotten, put into a static or
/// dropped on another thread.
///
/// # Safety
/// Called when an entry point ends that `mark` was taken in, while its context is valid.
#[cold]
pub(crate) unsafe fn release_since(mark: Mark) {
    // One at a time: letting go may run Python, which may come here again.
    while let Some((_, place)) = pop_since(mark) {
        match place {
            Place::Out(error) => calls::error::release(error),
            Place::Missing => {}
            Place::Pending(ctx) | Place::Dropped(ctx) => {
                // SAFETY: it was raised since the mark and on this thread, and calls made meanwhile have let go of theirs:
                // so it was raised in the call that ends, and this is its context.
                let ctx = unsafe { Context::from_raw(ctx) };
                remove_pending(ctx);
                calls::error::clear(ctx);
            }
        }
    }
}

/// The error that a call has left pending.
#[inline(always)]
pub(crate) fn take(ctx: Context<'_>) -> PyError {
    // Only the number comes from out of line: an error as a whole would come by memory, to every call's cost.
    PyError::raised(RaisedId(take_number(ctx)))
}

#[cold]
#[inline(never)]
fn take_number(ctx: Context<'_>) -> u64 {
    never_unwinding(|| {
        if api::runtime() == Runtime::PyPy {
            add_pending(ctx);
            return keep(ctx, Place::Pending(ctx.raw_beside_error()));
        }
        keep(ctx, calls::error::fetch(ctx).map_or(Place::Missing, Place::Out))
    })
}

/// Takes an exception out that was left pending. To be done before every call that it could disturb.
#[inline(always)]
pub(crate) fn settle(ctx: Context<'_>) {
    if ctx.state().is_pending() {
        take_out(ctx);
    }
}

#[cold]
#[inline(never)]
fn take_out(ctx: Context<'_>) {
    never_unwinding(|| take_out_now(ctx));
}

/// What handles a signal on the way may call functions of ours: their first call comes here again, and finds the same one still pending.
fn take_out_now(ctx: Context<'_>) {
    let is_pending = |place: &Place| matches!(place, Place::Pending(_) | Place::Dropped(_));
    let pending = TAKEN.with_borrow(|taken| {
        let (id, place) = taken.last_that(is_pending)?;
        Some((id, matches!(place, Place::Pending(_))))
    });
    let Some((id, is_wanted)) = pending else { return }; // It is another thread's.
    let error = if is_wanted { calls::error::fetch(ctx) } else { None };
    let before = remove(id);
    if before.as_ref().is_some_and(is_pending) {
        remove_pending(ctx);
    }
    match (before, error) {
        (Some(Place::Pending(_)), None) => put_back(id, Place::Missing),
        (Some(Place::Dropped(_)), None) => calls::error::clear(ctx),
        (Some(before), None) => put_back(id, before),
        (None | Some(Place::Dropped(_)), Some(error)) => calls::error::release(error),
        (Some(before), Some(error)) => {
            put_back(id, Place::Out(error));
            if let Place::Out(replaced) = before {
                calls::error::release(replaced); // The handler has raised.
            }
        }
        (None, None) => {}
    }
}

/// The error of an exception that is not pending.
pub(super) fn of_exception(ctx: Context<'_>, error: RawError) -> PyError {
    PyError::raised(RaisedId(keep(ctx, Place::Out(error))))
}

/// Keeps an exception under the next number.
fn keep(_: Context<'_>, place: Place) -> u64 {
    // SAFETY: the context proves that this thread holds the lock.
    let id = unsafe { NEXT.advance() };
    TAKEN.with_borrow_mut(|taken| taken.push(id, place));
    id
}

/// The last one that was raised since `mark` on this thread and is still kept, with its number, and its place.
fn pop_since(mark: Mark) -> Option<(u64, Place)> {
    TAKEN.with_borrow_mut(|taken| taken.pop_from(mark.0))
}

/// The last exception that was raised since `mark` on this thread and is still kept, with its number.
pub(super) fn take_since(ctx: Context<'_>, mark: Mark) -> Option<(u64, RawError)> {
    settle(ctx);
    loop {
        let (number, place) = pop_since(mark)?;
        if let Place::Out(error) = place {
            return Some((number, error));
        }
    }
}

/// Whether this thread ends, and has let go already of something that it needs for errors. What it has used first goes last: so all of
/// that is used here, when it calls Python for the first time, and is still there for whatever calls Python when it goes.
pub(crate) fn is_thread_over() -> bool {
    let gone = [is_aside_gone(), TAKEN.try_with(|_| ()).is_err(), UNWANTED.try_with(|_| ()).is_err()];
    gone.contains(&true)
}

/// Removes the exception with this number; `None` if it belongs to another thread or to a call that has ended, as has every call
/// where the thread itself ends.
fn remove(id: u64) -> Option<Place> {
    TAKEN.try_with(|taken| taken.borrow_mut().remove(id)).ok().flatten()
}

/// Puts an exception back under its number.
fn put_back(id: u64, exception: Place) {
    TAKEN.with_borrow_mut(|taken| taken.insert(id, exception));
}

impl RaisedId {
    /// With a number that another one has given.
    pub(super) fn of(number: u64) -> Self {
        RaisedId(number)
    }

    pub(super) fn number(&self) -> u64 {
        self.0
    }

    /// Makes the exception pending again.
    pub(super) fn restore(self, ctx: Context<'_>) {
        let id = std::mem::ManuallyDrop::new(self).0;
        match remove(id) {
            Some(Place::Out(error)) => calls::error::restore(ctx, error),
            Some(Place::Pending(_) | Place::Dropped(_)) => {
                remove_pending(ctx); // It is, and stays so.
            }
            Some(Place::Missing) => super::raise(ctx, PySystemError::new("a call failed without setting an exception")),
            None => match carried::take(ctx, id) {
                Some(error) => calls::error::restore(ctx, error),
                None => super::raise(ctx, not_of_this_call()),
            },
        }
    }

    /// Runs `look` on the exception; `None` as for [`remove`].
    pub(super) fn with<R>(&self, ctx: Context<'_>, look: impl FnOnce(&mut RawError) -> R) -> Option<R> {
        settle(ctx);
        // Not in place: `look` may run Python, which may come here again.
        let mut error = match remove(self.0) {
            Some(Place::Out(error)) => error,
            Some(place) => {
                put_back(self.0, place);
                return None;
            }
            None => {
                let mut error = carried::copy(ctx, self.0)?;
                let result = look(&mut error);
                calls::error::release(error);
                return Some(result);
            }
        };
        let result = look(&mut error);
        put_back(self.0, Place::Out(error));
        Some(result)
    }
}

/// What stands for an error that was kept for longer than its call, or taken to another thread.
pub(super) fn not_of_this_call() -> PyError {
    PySystemError::new("the exception belongs to another call or thread")
}

/// Lets go of what was dropped while this thread was detached.
///
/// # Safety
/// It has just entered Python again.
pub(crate) unsafe fn release_unwanted() {
    // One at a time: letting go may run Python, which may come here again.
    while let Some(error) = UNWANTED.with_borrow_mut(Vec::pop) {
        calls::error::release(error);
    }
}

impl Drop for RaisedId {
    fn drop(&mut self) {
        match remove(self.0) {
            // Without the interpreter nothing can be let go of.
            Some(Place::Out(error)) if is_detached() => UNWANTED.with_borrow_mut(|unwanted| unwanted.push(error)),
            // Another library has left it, PyO3 by its `Python::detach`: till the end of the call that raised it.
            Some(place @ Place::Out(_)) if api::lacks_interpreter() => put_back(self.0, place),
            Some(Place::Out(error)) => calls::error::release(error),
            Some(Place::Pending(ctx) | Place::Dropped(ctx)) => put_back(self.0, Place::Dropped(ctx)),
            Some(Place::Missing) => {}
            None => carried::let_go_later(self.0),
        }
    }
}
