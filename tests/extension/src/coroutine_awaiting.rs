//! What Rust awaits of Python's.

use std::future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{self, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_channel::oneshot;
use hpy_rs::prelude::*;
use hpy_rs::{Coroutine, Interpreter, PyFuture};

use crate::coroutines::{Counted, pause};

/// Awaits what a call gives, and tells how often.
#[hpy_function]
pub(crate) async fn await_calls(python: Interpreter, callable: Py, times: usize) -> Result<Vec<Py>> {
    let _counted = Counted;
    let mut results = Vec::new();
    for _ in 0..times {
        results.push(python.attach(|ctx| callable.call(ctx, ())?.into_future())?.await?);
    }
    Ok(results)
}

/// Awaits without a way to Python in between.
#[hpy_function]
pub(crate) fn await_object(awaitable: Handle<'_>) -> Result<Coroutine<PyFuture>> {
    Ok(Coroutine::new("await_object", awaitable.into_future()?))
}

/// Awaits both at once.
#[hpy_function]
pub(crate) fn await_both(
    first: Handle<'_>,
    second: Handle<'_>,
) -> Result<Coroutine<impl Future<Output = Result<(Py, Py)>> + Send + use<>>> {
    let (first, second) = (first.into_future()?, second.into_future()?);
    Ok(Coroutine::new("await_both", async { Ok((first.await?, second.await?)) }))
}

/// Raises the error later.
#[hpy_function]
pub(crate) fn await_error(
    awaitable: Handle<'_>,
) -> Result<Coroutine<impl Future<Output = Result<Option<Py>>> + Send + use<>>> {
    let future = awaitable.into_future()?;
    Ok(Coroutine::new("await_error", async {
        let error = future.await.err();
        pause().await;
        error.map_or(Ok(None), Err)
    }))
}

/// Polls once, and drops it, here or on a thread. Then it ends when it was woken `pauses` times.
#[hpy_function]
pub(crate) fn give_up(
    awaitable: Handle<'_>,
    pauses: usize,
    on_a_thread: bool,
) -> Result<Coroutine<impl Future<Output = ()> + Send + use<>>> {
    let mut awaited = awaitable.into_future()?;
    Ok(Coroutine::new("give_up", async move {
        future::poll_fn(|task| Poll::Ready(Pin::new(&mut awaited).poll(task).is_pending())).await;
        if on_a_thread {
            thread::spawn(move || drop(awaited)).join().expect("it does not panic");
        } else {
            drop(awaited);
        }
        for _ in 0..pauses {
            pause().await;
        }
    }))
}

/// A thread polls it.
#[hpy_function]
pub(crate) fn await_on_a_thread(
    awaitable: Handle<'_>,
) -> Result<Coroutine<impl Future<Output = Result<Py>> + Send + use<>>> {
    let awaited = awaitable.into_future()?;
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || sender.send(block_on(awaited)));
    Ok(Coroutine::new("await_on_a_thread", async { receiver.await.expect("the thread tells") }))
}

struct Unparking(Thread);

impl Wake for Unparking {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on(future: PyFuture) -> Result<Py> {
    let waker = Waker::from(Arc::new(Unparking(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut task::Context::from_waker(&waker)) {
            Poll::Ready(outcome) => return outcome,
            Poll::Pending => thread::park(),
        }
    }
}
