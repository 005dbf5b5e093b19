//! [`CancelHandle`]: how a future learns that its coroutine is cancelled, and goes on.

use std::cell::RefCell;
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{Acquire, Release};
use std::task::{self, Poll, Waker};

use crossbeam_utils::atomic::AtomicCell;

use crate::Result;
use crate::error::{PyBaseException, PyGeneratorExit};
use crate::handle::{Borrowed, Py};

thread_local! {
    /// Of what is polled on this thread.
    static POLLED: RefCell<Option<Arc<Cancelling>>> = const { RefCell::new(None) };
}

/// What was thrown into a coroutine, and who waits for it. No lock, as in [`Waking`](super::waking::Waking).
#[derive(Default)]
pub(super) struct Cancelling {
    is_thrown: AtomicBool,
    thrown: AtomicCell<Option<Box<Py<PyBaseException>>>>,
    waiting: AtomicCell<Option<Box<Waker>>>,
}

impl Cancelling {
    /// Runs `poll`, in which [`CancelHandle::current`] gives a handle of this coroutine.
    pub(super) fn within<R>(self: &Arc<Self>, poll: impl FnOnce() -> R) -> R {
        let _outer = Outer(POLLED.replace(Some(Arc::clone(self))));
        poll()
    }

    /// Hands an exception to whoever has a handle: gives whether there is anybody. A coroutine that is closed must end.
    pub(super) fn throw(self: &Arc<Self>, exception: Borrowed<'_, '_>) -> Result<bool> {
        if Arc::strong_count(self) == 1 || exception.is_instance_of::<PyGeneratorExit>() {
            return Ok(false);
        }
        let exception = exception.cast::<PyBaseException>()?;
        drop(self.thrown.swap(Some(Box::new(Py::new(&exception)?))));
        self.is_thrown.store(true, Release);
        // Who waits leaves the waker and then looks for the exception: so one of the two sees what the other has done.
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
        Ok(true)
    }

    /// Lets go of all. What was thrown has a traceback, by which it has the coroutine.
    pub(super) fn end(&self) {
        drop((self.thrown.take(), self.waiting.take()));
    }

    fn take(&self) -> Option<Py<PyBaseException>> {
        let thrown = self.thrown.take()?;
        self.is_thrown.store(false, Release);
        Some(*thrown)
    }
}

/// What is polled again when what is polled within it is done.
struct Outer(Option<Arc<Cancelling>>);

impl Drop for Outer {
    fn drop(&mut self) {
        drop(POLLED.replace(self.0.take()));
    }
}

/// By which a future sees that its coroutine is cancelled. As long as it has one, it is not dropped then, but goes on; what was
/// thrown into the coroutine, an `asyncio.CancelledError` mostly, goes to the handle.
///
/// ```
/// use hpy_rs::CancelHandle;
/// use hpy_rs::prelude::*;
///
/// /// Gives "done" when it is cancelled, and not before.
/// #[hpy_function]
/// async fn until_cancelled() -> &'static str {
///     CancelHandle::current().cancelled().await;
///     "done"
/// }
/// ```
pub struct CancelHandle(Arc<Cancelling>);

impl CancelHandle {
    /// That of the coroutine whose future is polled by this thread. If there are several, each exception goes to one of them.
    ///
    /// # Panics
    /// Elsewhere than in an `async fn`, or in the future of a [`Coroutine`](super::Coroutine), while it is polled.
    #[must_use]
    pub fn current() -> Self {
        let polled = POLLED.with_borrow(Clone::clone);
        CancelHandle(polled.expect("no future of a coroutine is polled here"))
    }

    /// Whether something was thrown that [`cancelled`](Self::cancelled) has not given yet.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_thrown.load(Acquire)
    }

    /// Waits until something is thrown into the coroutine, and gives that. The coroutine goes on: to end it, return an error.
    pub async fn cancelled(&mut self) -> Py<PyBaseException> {
        poll_fn(|task| self.poll_cancelled(task)).await
    }

    /// As [`cancelled`](Self::cancelled), for futures written by hand.
    pub fn poll_cancelled(&mut self, task: &mut task::Context<'_>) -> Poll<Py<PyBaseException>> {
        drop(self.0.waiting.swap(Some(Box::new(task.waker().clone()))));
        self.0.take().map_or(Poll::Pending, Poll::Ready)
    }
}

impl fmt::Debug for CancelHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CancelHandle")
    }
}
