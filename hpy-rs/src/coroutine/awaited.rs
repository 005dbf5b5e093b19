//! [`PyFuture`]: what Python code could await, as a future of Rust.
//!
//! The event loop sees to it, as a task, and tells when it has ended. If nobody waits any more the task is to be cancelled, which
//! goes by the loop's [alarm](super::alarm), too: a future may be dropped where Python cannot be called.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{self, Poll, ready};

use futures_channel::oneshot;

use super::alarm::{Bell, bell_of, with_listener};
use super::{lock, names};
use crate::Result;
use crate::class::Closure;
use crate::context::Context;
use crate::error::raised;
use crate::error::{PyRuntimeError, carried};
use crate::handle::{Handle, Py};

/// A future that ends with what an awaitable of Python's gives or raises; [`Handle::into_future`] makes it.
///
/// It borrows from nothing, and can be polled and dropped on any thread. If it is dropped before it has ended, the awaitable's task
/// is cancelled when the event loop comes to it, as `asyncio.wait_for` does.
#[must_use = "the awaitable is cancelled when this is dropped: `.await` it"]
pub struct PyFuture {
    outcome: oneshot::Receiver<Result<Py>>,
    /// Until there is one.
    cancel: Option<Cancel>,
}

/// How a task is cancelled.
struct Cancel {
    function: Py,
    bell: Arc<Bell>,
}

impl<T> Handle<'_, T> {
    /// Has the running event loop see to an awaitable (a coroutine, a task, an `asyncio.Future`, an object with `__await__`), and gives a
    /// future of what comes of it. A coroutine becomes a task of its own, which begins whether the future is polled or not.
    ///
    /// ```
    /// use hpy_rs::Interpreter;
    /// use hpy_rs::prelude::*;
    ///
    /// /// Awaits what a function gives, twice.
    /// #[hpy_function]
    /// async fn twice(python: Interpreter, function: Py) -> Result<(Py, Py)> {
    ///     let call = || python.attach(|ctx| function.call(ctx, ())?.into_future());
    ///     Ok((call()?.await?, call()?.await?))
    /// }
    /// ```
    ///
    /// # Errors
    /// `TypeError` if it cannot be awaited; `RuntimeError` where no event loop of `asyncio`'s, or like them, is running: within an `async fn`
    /// one is. `ValueError` for a future of another loop.
    pub fn into_future(self) -> Result<PyFuture> {
        let (ctx, awaitable) = (self.ctx(), self.into_any());
        let (sender, outcome) = oneshot::channel();
        let tell = teller(ctx, sender)?;
        let parts = with_listener(&names(ctx)?, "attend", (&awaitable, &tell))?;
        let cancel = Cancel { function: parts.get(1)?.to_py()?, bell: bell_of(&parts.get(0)?)? };
        Ok(PyFuture { outcome, cancel: Some(cancel) })
    }
}

/// What is called with the task when it has ended.
fn teller(ctx: Context<'_>, sender: oneshot::Sender<Result<Py>>) -> Result<Handle<'_, Closure>> {
    let sender = Mutex::new(Some(sender));
    Closure::new(ctx, "tell", move |arguments, _| {
        let (ctx, sender) = (arguments.ctx(), lock(&sender).take());
        // If nobody waits, asyncio may log that the task's exception was never retrieved.
        if let (Some(sender), Some(task)) = (sender.filter(|sender| !sender.is_canceled()), arguments.get(0)) {
            let mark = raised::mark(ctx);
            let outcome = task.call_method("result", ()).and_then(|result| result.to_py());
            carried::carry_since(ctx, mark); // An error will be told in another call.
            drop(sender.send(outcome));
        }
        Ok(ctx.none().to_owned().into_any())
    })
}

impl Future for PyFuture {
    type Output = Result<Py>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Result<Py>> {
        let outcome = ready!(Pin::new(&mut self.outcome).poll(task));
        self.cancel = None;
        Poll::Ready(
            outcome
                .unwrap_or_else(|_| Err(PyRuntimeError::new("the event loop has gone, and what was awaited with it"))),
        )
    }
}

impl Drop for PyFuture {
    fn drop(&mut self) {
        if let Some(Cancel { function, bell }) = self.cancel.take() {
            bell.ring(function);
        }
    }
}

impl fmt::Debug for PyFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PyFuture").field("has_ended", &self.cancel.is_none()).finish_non_exhaustive()
    }
}
