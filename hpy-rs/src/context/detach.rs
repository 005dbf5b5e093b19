//! [`Context::detach`]: work that lets other Python threads run.
#![expect(unsafe_code, reason = "leaves and re-enters Python execution")]

use std::cell::Cell;

use hpy_sys::HPyThreadState;
use hpy_sys::api;

use super::Context;

thread_local! {
    /// Whether this thread is inside a `detach` closure; asked on rare paths only (dropping an error or a `Py`).
    static DETACHED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the calling thread is inside the closure of [`Context::detach`].
pub(crate) fn is_detached() -> bool {
    DETACHED.get()
}

/// Re-enters Python when dropped, so that a panic inside the closure does so too.
struct Reenter<'ctx> {
    ctx: Context<'ctx>,
    state: HPyThreadState,
}

impl Drop for Reenter<'_> {
    fn drop(&mut self) {
        // SAFETY: `state` is what HPy_LeavePythonExecution returned on this thread, and it is given back once.
        unsafe { api::HPy_ReenterPythonExecution(self.ctx.raw(), self.state) };
        DETACHED.set(false);
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
        // SAFETY: the thread holds the interpreter (a `Context` proves it) and is not detached.
        let state = unsafe { api::HPy_LeavePythonExecution(self.raw()) };
        DETACHED.set(true);
        let _reenter = Reenter { ctx: self, state };
        work()
    }
}
