//! Futures that see that they are cancelled.

use std::future;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use futures_channel::oneshot;
use hpy_rs::error::PyBaseException;
use hpy_rs::prelude::*;
use hpy_rs::{CancelHandle, Interpreter};

use crate::coroutines::{Counted, pause};

/// Gives what was thrown into it, `times` times.
#[hpy_function]
pub(crate) async fn cancelled_often(times: usize) -> Vec<Py<PyBaseException>> {
    let _counted = Counted;
    let mut cancel = CancelHandle::current();
    let mut all = Vec::new();
    while all.len() < times {
        all.push(cancel.cancelled().await);
    }
    all
}

/// Ends by what was thrown into it, after a while.
#[hpy_function]
pub(crate) async fn end_by_what_is_thrown(python: Interpreter) -> Result<()> {
    let thrown = CancelHandle::current().cancelled().await;
    pause().await;
    python.attach(|ctx| Err(PyError::from_value(&thrown.get(ctx)?)))
}

/// Has a handle, and waits for something else.
#[hpy_function]
pub(crate) async fn wait_with_handle() {
    let _counted = Counted;
    let _handle = CancelHandle::current();
    future::pending::<()>().await;
}

/// Has a handle, but no more.
#[hpy_function]
pub(crate) async fn wait_without_handle() {
    let _counted = Counted;
    drop(CancelHandle::current());
    future::pending::<()>().await;
}

/// Waits for a thread, and for being cancelled meanwhile: whichever comes first, and whether it was cancelled before and after.
#[hpy_function]
pub(crate) async fn thread_or_cancelled(milliseconds: u64) -> (Option<i64>, bool, bool) {
    let (sender, mut receiver) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(milliseconds));
        let _ = sender.send(7); // It may be gone.
    });
    let mut cancel = CancelHandle::current();
    let first = future::poll_fn(|task| {
        let was_cancelled = cancel.is_cancelled();
        if cancel.poll_cancelled(task).is_ready() {
            return Poll::Ready((None, was_cancelled));
        }
        Future::poll(std::pin::Pin::new(&mut receiver), task).map(|given| (given.ok(), was_cancelled))
    })
    .await;
    (first.0, first.1, cancel.is_cancelled())
}

/// Is polled again and again, until it is cancelled.
#[hpy_function]
pub(crate) async fn pause_until_cancelled() -> bool {
    let cancel = CancelHandle::current();
    while !cancel.is_cancelled() {
        pause().await;
    }
    cancel.is_cancelled()
}

/// There is none in a plain function.
#[hpy_function]
pub(crate) fn cancel_handle_of_nothing() -> String {
    format!("{:?}", CancelHandle::current())
}
