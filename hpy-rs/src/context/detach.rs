//! [`Context::detach`]: work that lets other Python threads run; [`Context::attach`]: Python from within it.
#![expect(unsafe_code, reason = "leaves and re-enters Python execution")]

use std::cell::Cell;

use hpy_sys::HPyThreadState;
use hpy_sys::api::{self, ContextRef};

use super::Context;
use super::interpreter::run_here;
use super::lend::lent_context;
use crate::error::carried;
use crate::error::raised::{self, release_unwanted};
use crate::handle::remind;

/// What it takes to enter Python again.
#[derive(Clone, Copy)]
struct Left {
    ctx: ContextRef,
    state: HPyThreadState,
}

thread_local! {
    /// What the closure of [`Context::detach`] has left, if this thread is inside of one; asked on rare paths only (dropping an
    /// error or a `Py`).
    static LEFT: Cell<Option<Left>> = const { Cell::new(None) };
}

/// Whether the calling thread is inside the closure of [`Context::detach`], and has not entered Python in another way since: by a
/// function of C's, of `PyO3`'s, or for a test.
pub(crate) fn is_detached() -> bool {
    LEFT.get().is_some() && api::context_at_hand().is_none()
}

/// Lets other threads run; not to be called twice in a row.
fn leave(ctx: Context<'_>) {
    // SAFETY: the thread holds the interpreter (a `Context` proves it) and is not detached, by the contract of this function.
    let state = unsafe { api::HPy_LeavePythonExecution(ctx.raw()) };
    LEFT.set(Some(Left { ctx: ctx.raw_beside_error(), state }));
}

/// Holds the interpreter again, if it was left; gives the context of the call that has left it.
fn reenter() -> Option<ContextRef> {
    let Left { ctx, state } = LEFT.take()?;
    // SAFETY: the call that left is still running, since its closure is; so its context is valid. `state` is what
    // HPy_LeavePythonExecution returned on this thread, and it is given back once.
    unsafe { api::HPy_ReenterPythonExecution(ctx, state) };
    // SAFETY: just now.
    unsafe { release_unwanted() };
    // SAFETY: as above; the context of the call that goes on.
    carried::let_go_of_unwanted(unsafe { Context::from_raw(ctx) });
    remind();
    Some(ctx)
}

/// Puts back what was left by a call around this one, if there is any.
struct PutBack(Option<Left>);

impl Drop for PutBack {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Re-enters Python when dropped, so that a panic inside the closure does so too.
struct Reenter;

impl Drop for Reenter {
    fn drop(&mut self) {
        reenter();
    }
}

/// Leaves Python again when dropped, for the same reason.
struct Leave<'ctx>(Context<'ctx>);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        leave(self.0);
    }
}

impl Context<'_> {
    /// Runs `work` while other Python threads may run, and returns its result.
    ///
    /// No handle and no context can enter the closure (they are not `Send`), but `&str` and `&[u8]` borrowed from a
    /// handle may be read in it. On GraalPy 23 and 24 no second thread may call an extension: a limit of theirs.
    ///
    /// # Panics
    /// Panics of `work` pass through, after Python is entered again.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn count_words(ctx: Context<'_>, text: &str) -> usize {
    ///     ctx.detach(|| text.split_whitespace().count())
    /// }
    /// ```
    pub fn detach<R: Send, F: FnOnce() -> R + Send>(self, work: F) -> R {
        if is_detached() {
            return work(); // A context smuggled into the closure must not leave twice.
        }
        let _put_back = PutBack(LEFT.take());
        leave(self);
        let _reenter = Reenter;
        work()
    }

    /// Calls Python from within the closure of [`detach`](Self::detach) or [`lend`](Self::lend), on the thread that called these: for
    /// callbacks that get no context, as those of other crates. Within `detach` other threads may run before, but not meanwhile.
    ///
    /// An error may be returned, also from this thread to another one.
    ///
    /// # Panics
    /// Where [`try_attach`](Self::try_attach) gives `None`. Panics of `work` pass through.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// /// The words that a function of Python's wants, or what it raises first.
    /// #[hpy_function]
    /// fn chosen(ctx: Context<'_>, words: Vec<String>, is_wanted: Py) -> Result<Vec<String>> {
    ///     ctx.detach(|| {
    ///         let mut left = Vec::new();
    ///         for word in words {
    ///             if Context::attach(|ctx| is_wanted.get(ctx)?.call((&word,))?.is_truthy())? {
    ///                 left.push(word);
    ///             }
    ///         }
    ///         Ok(left)
    ///     })
    /// }
    /// ```
    pub fn attach<R>(work: impl for<'ctx> FnOnce(Context<'ctx>) -> R) -> R {
        Context::try_attach(work)
            .expect("this thread is in no closure of Context::detach or Context::lend, or cannot call Python here")
    }

    /// As [`attach`](Self::attach), but `None` on a thread that is in no closure of [`detach`](Self::detach) or [`lend`](Self::lend): one
    /// that was started by Rust, or one that has a context at hand already; on PyPy, and GraalPy up to 24, where too little stack is left;
    /// and within `lend` in what is called when the value of an object is dropped, and through HPy with `HPY=debug` in calls within the one
    /// that lends.
    pub fn try_attach<R>(work: impl for<'ctx> FnOnce(Context<'ctx>) -> R) -> Option<R> {
        if !is_detached() {
            // SAFETY: it can be used now, and whenever `work` goes on.
            return lent_context().map(|ctx| run_here(unsafe { Context::from_raw(ctx) }, work));
        }
        if !api::has_stack_to_return() {
            return None;
        }
        let raw = reenter()?;
        // SAFETY: the call that the context belongs to is still running, and this thread holds the interpreter until `Leave`.
        let ctx = unsafe { Context::from_raw(raw) };
        let _leave = Leave(ctx);
        let mark = raised::mark(ctx);
        let result = work(ctx);
        // From here on an error may go to other threads, and outlast the call.
        carried::carry_since(ctx, mark);
        Some(result)
    }
}
