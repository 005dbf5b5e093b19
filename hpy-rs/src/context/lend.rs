//! [`Context::lend`]: the context of a call for callbacks that get none, while the call holds the interpreter.
#![expect(unsafe_code, reason = "finds the context of a running call by its thread")]

use std::cell::RefCell;

use hpy_sys::api::{self, ContextRef};

use super::interpreter::{is_free, may_call};
use super::{Context, is_detached};

/// The contexts that calls of a thread lend. The calls may end in any order, where stacks are switched (`greenlet`).
struct Lent {
    /// By number, the innermost last.
    entries: Vec<(u64, ContextRef)>,
    next: u64,
}

thread_local! {
    static LENT: RefCell<Lent> = const { RefCell::new(Lent { entries: Vec::new(), next: 0 }) };
}

/// An entry, which goes with it.
struct Entry(u64);

impl Entry {
    /// `None` where too little memory is left, and when the thread ends: then nothing is lent.
    fn new(context: ContextRef) -> Option<Self> {
        let add = |lent: &RefCell<Lent>| {
            let mut lent = lent.borrow_mut();
            lent.entries.try_reserve(1).ok()?;
            let number = lent.next;
            lent.next += 1;
            lent.entries.push((number, context));
            Some(Entry(number))
        };
        LENT.try_with(add).ok().flatten()
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        // If that is gone, so is the entry.
        let _ = LENT.try_with(|lent| lent.borrow_mut().entries.retain(|(number, _)| *number != self.0));
    }
}

/// That of the innermost call.
fn innermost() -> Option<ContextRef> {
    LENT.try_with(|lent| Some(lent.borrow().entries.last()?.1)).ok().flatten()
}

/// The context that is lent to this thread, if it can be used now: the call that it belongs to is still running, and this thread
/// holds the interpreter.
pub(super) fn lent_context() -> Option<ContextRef> {
    // The call that lends may let go of the interpreter in ways that are not ours.
    let raw = innermost().filter(|_| api::holds_interpreter() && may_call())?;
    // SAFETY: the closure of that call is running.
    if !unsafe { api::is_usable(raw) } {
        return None;
    }
    // SAFETY: as above, and this thread holds the interpreter.
    unsafe { is_free(raw) }.then_some(raw)
}

impl Context<'_> {
    /// Runs `work`, in which [`Context::attach`] and [`Interpreter::attach`](crate::Interpreter::attach) have this context: for callbacks
    /// that get none, as `Hash`, `Eq`, `Ord` and those of other crates. Other than in [`detach`](Self::detach), Python code of other threads
    /// runs only while Python is called.
    ///
    /// # Panics
    /// Panics of `work` pass through.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// /// Sorts by what a function of Python's says of two numbers: one below 0 if the first one comes first.
    /// #[hpy_function]
    /// fn sorted_by(ctx: Context<'_>, mut numbers: Vec<i64>, compare: Py) -> Result<Vec<i64>> {
    ///     let mut failure = None;
    ///     let ask = |a: i64, b: i64| Context::attach(|ctx| compare.call(ctx, (a, b))?.extract::<i64>());
    ///     ctx.lend(|| {
    ///         numbers.sort_by(|a, b| {
    ///             let difference = ask(*a, *b).unwrap_or_else(|error| {
    ///                 failure.get_or_insert(error);
    ///                 0
    ///             });
    ///             difference.cmp(&0)
    ///         });
    ///     });
    ///     failure.map_or(Ok(numbers), Err)
    /// }
    /// ```
    pub fn lend<R>(self, work: impl FnOnce() -> R) -> R {
        if is_detached() {
            return work(); // A context smuggled into the closure of `detach` holds nothing to lend.
        }
        let _entry = Entry::new(self.raw());
        work()
    }
}
