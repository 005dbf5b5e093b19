//! [`Kept`]: how an object is kept beyond a call.
//!
//! HPy has no free-standing reference. Where handles last, a handle that nobody closes is one. Elsewhere it is the number of
//! a place in one Python list that a [`Global`] holds. Dropping it may happen anywhere: without the interpreter, or while a lock
//! is held that Python code waits for. So it is queued, and let go of when the next object is kept; on CPython, behind the own
//! door, also when the call ends that has dropped it, or the object that had it. There an object that others have, too, is let go
//! of at once: nothing runs.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hpy_sys::{HPy, api};

use super::{Borrowed, Global, Handle};
use crate::context::Context;
use crate::error::raised;
use crate::stack::Stack;
use crate::types::{PyAny, PyList};
use crate::{Result, calls};

static PLACES: Global<PyList> = Global::new();
/// What no `Kept` uses any more, but is still kept.
static DROPPED: Stack<isize> = Stack::new();
/// Places in the list with `None` in them, ready to be taken. Locked under the interpreter's lock only, and so never while the
/// process is forked.
static EMPTY: Mutex<Vec<isize>> = Mutex::new(Vec::new());

fn empty() -> MutexGuard<'static, Vec<isize>> {
    EMPTY.lock().unwrap_or_else(PoisonError::into_inner)
}

fn places(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
    PLACES.get_or_try_init(ctx, || PyList::empty(ctx))
}

/// A reference of its own to an object: a handle where handles last, else a place in the list.
#[derive(Debug)]
pub(super) struct Kept(isize);

impl Kept {
    pub(super) fn new(object: Handle<'_>) -> Result<Self> {
        let ctx = object.ctx();
        let_go_of_dropped(ctx)?;
        if api::handles_last() { Ok(Kept(object.into_raw().0)) } else { place(&object).map(Kept) }
    }

    /// A handle to the object, for this call.
    pub(super) fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        if api::handles_last() {
            // SAFETY: `self` owns the handle, and such a handle is good in every call.
            let kept = unsafe { Handle::from_owned_raw(ctx, HPy(self.0)) };
            Ok(Handle::clone(&ManuallyDrop::new(kept)))
        } else {
            places(ctx)?.get(self.0.cast_unsigned())
        }
    }

    /// The object for the length of `work`: without a reference more where handles are addresses. In PyPy's HPy a handle has what was
    /// made for it, such as each copy of a text, until it is closed.
    #[inline]
    pub(super) fn lend<'ctx, R>(&self, ctx: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R> {
        if api::handles_are_addresses() {
            // SAFETY: `self` owns the handle until `work` is done, and such a handle is good in every call.
            let kept: Borrowed<'_, 'ctx> = unsafe { Borrowed::from_raw(ctx, HPy(self.0)) };
            return work(&kept);
        }
        work(&self.get(ctx)?)
    }

    /// The object, whose reference ends.
    pub(super) fn take(self, ctx: Context<'_>) -> Result<Handle<'_>> {
        if api::handles_last() {
            // SAFETY: `self` owns the handle, and such a handle is good in every call; the ownership moves.
            return Ok(unsafe { Handle::from_owned_raw(ctx, HPy(ManuallyDrop::new(self).0)) });
        }
        let object = self.get(ctx)?;
        drop(self);
        let_go_of_dropped(ctx)?;
        Ok(object)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let is_at_hand = api::context_at_hand().is_some();
        // SAFETY: a context is at hand where this thread holds the interpreter; handles last there, and this one was `self`'s.
        if is_at_hand && api::handles_last() && unsafe { api::let_go_of_shared(HPy(self.0)) } {
            return;
        }
        DROPPED.push(self.0);
        if is_at_hand {
            raised::count_failure();
        }
    }
}

/// Has the exit of the running call let go of what was dropped, if this thread is in one.
pub(crate) fn remind() {
    if !DROPPED.is_empty() && api::context_at_hand().is_some() {
        raised::count_failure();
    }
}

/// Lets go of what was dropped, where no context is at hand and an exception may be pending: at the end of a call or an object.
pub(crate) fn let_go_at_the_end() {
    if DROPPED.is_empty() || !api::handles_last() {
        return;
    }
    let Some(ctx) = api::context_at_hand() else { return };
    // SAFETY: this thread holds the interpreter, and what is called returns before it can give that up for good.
    let ctx = unsafe { Context::from_raw(ctx) };
    // Where handles last it cannot fail.
    drop(let_go_of_all_dropped(ctx));
}

/// Puts the object into the list.
fn place(object: &Handle<'_>) -> Result<isize> {
    let places = places(object.ctx())?;
    let reused = empty().pop();
    if let Some(place) = reused {
        calls::sequence::set_item_at(&places, place, object)?;
        return Ok(place);
    }
    places.append(object)?;
    Ok(places.len()?.cast_signed() - 1)
}

#[inline]
pub(super) fn let_go_of_dropped(ctx: Context<'_>) -> Result<()> {
    if DROPPED.is_empty() { Ok(()) } else { let_go_of_all_dropped(ctx) }
}

thread_local! {
    /// Whether this thread is at it: what goes may have dropped more, and a chain would be as deep as it is long.
    static IS_LETTING_GO: Cell<bool> = const { Cell::new(false) };
}

/// Closing them may run Python, which may come here again.
#[cold]
#[inline(never)]
fn let_go_of_all_dropped(ctx: Context<'_>) -> Result<()> {
    if IS_LETTING_GO.replace(true) {
        return Ok(());
    }
    let result = let_go_of_each(ctx);
    IS_LETTING_GO.set(false);
    result
}

fn let_go_of_each(ctx: Context<'_>) -> Result<()> {
    while let Some(dropped) = DROPPED.pop(ctx) {
        if api::handles_last() {
            // SAFETY: the `Kept` that owned the handle is gone, and such a handle is good in every call.
            drop(unsafe { Handle::<PyAny>::from_owned_raw(ctx, HPy(dropped)) });
        } else {
            let places = places(ctx)?;
            calls::sequence::set_item_at(&places, dropped, &ctx.none())?;
            empty().push(dropped);
        }
    }
    Ok(())
}
