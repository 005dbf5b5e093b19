//! `async fn`, and what else Python code can await.
#![expect(clippy::unused_async, reason = "Python code awaits them")]

use std::future::{self, Future};
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use futures_channel::oneshot;
use hpy_rs::error::PyStopAsyncIteration;
use hpy_rs::prelude::*;
use hpy_rs::{Coroutine, Interpreter};

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many futures have been dropped that count themselves.
static DROPPED: AtomicUsize = AtomicUsize::new(0);

pub(crate) struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, SeqCst);
    }
}

#[hpy_function]
pub(crate) fn dropped_futures() -> usize {
    DROPPED.load(SeqCst)
}

/// Ready at once.
#[hpy_function(signature = (value, /, *, times = 1, text = "x".to_owned()))]
pub(crate) async fn ready(value: i64, times: i64, text: String) -> (i64, String) {
    let _counted = Counted;
    (value * times, text)
}

#[hpy_function(name = "nothing_awaited")]
pub(crate) async fn nothing_at_all() {}

#[hpy_function]
pub(crate) async fn fail_in_future(text: String) -> Result<()> {
    let _counted = Counted;
    pause().await;
    Err(PyValueError::new(text))
}

/// Wakes its task while it is polled.
pub(crate) async fn pause() {
    let mut is_over = false;
    future::poll_fn(|task| {
        if mem::replace(&mut is_over, true) {
            return Poll::Ready(());
        }
        task.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[hpy_function]
pub(crate) async fn pause_often(times: usize) -> usize {
    for _ in 0..times {
        pause().await;
    }
    times
}

/// Waits for a thread of Rust, and gives the object back.
#[hpy_function]
pub(crate) async fn wait_for_a_thread(value: Py, milliseconds: u64) -> Result<Py> {
    let _counted = Counted;
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(milliseconds));
        sender.send(()).expect("somebody waits");
    });
    receiver.await.map_err(|error| PyRuntimeError::new(error.to_string()))?;
    Ok(value)
}

/// Waits for many threads, which have their say while it is polled.
#[hpy_function]
pub(crate) async fn wait_for_threads(count: usize) -> usize {
    let mut sum = 0;
    for number in 0..count {
        let (sender, receiver) = oneshot::channel();
        thread::spawn(move || sender.send(number));
        sum += receiver.await.unwrap_or_default();
    }
    sum
}

/// Wakes from within a lock that the future waits for when it is polled, as many do.
#[hpy_function]
pub(crate) async fn wait_for_a_thread_with_a_lock() {
    let shared: Arc<Mutex<(bool, Option<Waker>)>> = Arc::default();
    let of_thread = Arc::clone(&shared);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        let mut shared = lock(&of_thread);
        // The future is polled while the lock is held, and waits for it, when it is woken again.
        for is_done in [false, true] {
            shared.0 = is_done;
            if let Some(waker) = &shared.1 {
                waker.wake_by_ref();
            }
            thread::sleep(Duration::from_millis(100));
        }
    });
    future::poll_fn(|task| {
        let mut shared = lock(&shared);
        shared.1 = Some(task.waker().clone());
        if shared.0 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

#[hpy_function]
pub(crate) async fn wait_for_ever() {
    let _counted = Counted;
    future::pending::<()>().await;
}

static WAKERS: Mutex<Vec<Waker>> = Mutex::new(Vec::new());
static MAY_END: AtomicBool = AtomicBool::new(false);

/// Waits until it is woken by [`wake_kept`], and keeps the wakers.
#[hpy_function]
pub(crate) async fn wait_to_be_woken() {
    let _counted = Counted;
    future::poll_fn(|task| {
        lock(&WAKERS).push(task.waker().clone());
        if MAY_END.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Wakes by all wakers, here or on a thread, and perhaps forgets them. Gives how many there were.
#[hpy_function]
pub(crate) fn wake_kept(ctx: Context<'_>, may_end: bool, on_a_thread: bool, forget: bool) -> usize {
    MAY_END.store(may_end, SeqCst);
    let wakers = if forget { mem::take(&mut *lock(&WAKERS)) } else { lock(&WAKERS).clone() };
    let wake = || wakers.iter().for_each(Waker::wake_by_ref);
    if on_a_thread {
        ctx.detach(|| thread::scope(|scope| scope.spawn(wake).join())).expect("it does not panic");
    } else {
        wake();
    }
    wakers.len()
}

#[hpy_function]
pub(crate) async fn panic_in_future(pauses: usize) {
    let _counted = Counted;
    for _ in 0..pauses {
        pause().await;
    }
    panic!("the future panicked");
}

/// Calls, and once more when it was polled again.
#[hpy_function]
pub(crate) async fn call_in_future(callable: Py, python: Interpreter, argument: Py) -> Result<(i64, i64)> {
    let call = || python.attach(|ctx| callable.call(ctx, (argument.get(ctx)?,))?.extract());
    let first = call()?;
    pause().await;
    Ok((first, call()?))
}

/// Lets other threads run while it is polled.
#[hpy_function]
pub(crate) async fn detach_in_future(python: Interpreter, milliseconds: u64) {
    python.attach(|ctx| ctx.detach(|| thread::sleep(Duration::from_millis(milliseconds))));
}

/// An error that was caught before the future waits, and is raised after.
#[hpy_function]
pub(crate) async fn raise_later(python: Interpreter, failing: Py) -> Result<()> {
    let failure = python.attach(|ctx| failing.call(ctx, ()).map(drop));
    pause().await;
    failure
}

/// Two of them at once, of a plain function.
#[hpy_function]
pub(crate) fn two_coroutines(
    name: String,
) -> (Coroutine<impl Future<Output = u8> + Send + 'static>, Coroutine<future::Ready<Option<u8>>>) {
    (Coroutine::new(name, async { 1 }), Coroutine::new("second", future::ready(None)))
}

/// What a call of Python gives or raises, at once, and is told later.
#[hpy_function]
pub(crate) fn call_and_tell_later(
    callable: &Handle<'_>,
) -> Coroutine<impl Future<Output = Result<i64>> + Send + use<>> {
    let told = callable.call(()).and_then(|result| result.extract());
    Coroutine::new("told", async move {
        pause().await;
        told
    })
}

/// What one is told, another one waits for.
#[hpy_type]
pub(crate) struct Promise {
    sender: Mutex<Option<oneshot::Sender<Py>>>,
    receiver: Mutex<Option<oneshot::Receiver<Py>>>,
}

#[hpy_methods]
impl Promise {
    #[new]
    fn new() -> Self {
        let (sender, receiver) = oneshot::channel();
        Promise { sender: Mutex::new(Some(sender)), receiver: Mutex::new(Some(receiver)) }
    }

    fn keep(&self, value: Py) -> bool {
        lock(&self.sender).take().is_some_and(|sender| sender.send(value).is_ok())
    }

    /// What waits, without the promise itself.
    fn kept(&self) -> Coroutine<impl Future<Output = Result<Py>> + Send + use<>> {
        let receiver = lock(&self.receiver).take();
        Coroutine::new("kept", async {
            let receiver = receiver.ok_or_else(|| PyRuntimeError::new("somebody waits already"))?;
            receiver.await.map_err(|_| PyLookupError::new("a broken promise"))
        })
    }

    /// The promise as an object, and how often it was paused.
    async fn with_me(slf: Py<Self>, python: Interpreter, times: usize) -> Result<(Py<Self>, bool)> {
        let times = pause_often(times).await;
        let is_open = python.attach(|ctx| Result::<bool>::Ok(lock(&slf.get(ctx)?.try_borrow()?.sender).is_some()))?;
        Ok((slf, is_open && times > 0))
    }

    async fn __aenter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[hpy(signature = (*_exception))]
    async fn __aexit__(slf: Py<Self>, python: Interpreter, _exception: Vec<Py>) -> Result<bool> {
        pause().await;
        python.attach(|ctx| Ok(slf.get(ctx)?.try_borrow()?.keep(ctx.none().to_py()?.into_any())))
    }

    #[staticmethod]
    #[hpy(signature = (number = 5))]
    async fn of_nobody(number: i64) -> i64 {
        number
    }

    #[classmethod]
    async fn of_class(cls: Py<PyType>, number: i64) -> (Py<PyType>, i64) {
        (cls, number)
    }

    /// A plain method that keeps its object.
    fn me(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __iter__(slf: Py<Self>, ctx: Context<'_>) -> Result<Handle<'_>> {
        (slf,).into_py(ctx)?.call_method("__iter__", ())
    }
}

/// Counts down, with pauses.
#[hpy_type]
pub(crate) struct Downwards {
    number: u8,
}

#[hpy_methods]
impl Downwards {
    #[new]
    fn new(number: u8) -> Self {
        Downwards { number }
    }

    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __anext__(&mut self) -> Coroutine<impl Future<Output = Result<u8>> + Send + use<>> {
        let number = self.number;
        self.number = number.saturating_sub(1);
        Coroutine::new("__anext__", async move {
            pause().await;
            if number == 0 { Err(PyStopAsyncIteration::new("")) } else { Ok(number) }
        })
    }
}
