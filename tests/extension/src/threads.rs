//! Detaching, signals, recursion and calls from other threads.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use hpy_rs::prelude::*;

/// Objects that `share` keeps for any thread.
static SHARED: Mutex<Vec<Py>> = Mutex::new(Vec::new());

fn shared() -> std::sync::MutexGuard<'static, Vec<Py>> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sleeps while other Python threads may run.
#[hpy_function]
pub(crate) fn sleep_detached(ctx: Context<'_>, milliseconds: u64) {
    ctx.detach(|| thread::sleep(Duration::from_millis(milliseconds)));
}

/// Sleeps and lets nobody else run.
#[hpy_function]
pub(crate) fn sleep_attached(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

/// Adds the bytes of a text and of a bytes, detached.
#[hpy_function]
pub(crate) fn sum_detached(ctx: Context<'_>, text: &str, bytes: &[u8]) -> u64 {
    ctx.detach(|| {
        thread::yield_now();
        text.bytes().chain(bytes.iter().copied()).map(u64::from).sum()
    })
}

/// Detaches, calls, detaches again, `times` times.
#[hpy_function]
pub(crate) fn alternate<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>, times: usize) -> Result<i64> {
    let mut sum = 0;
    for _ in 0..times {
        let addend = ctx.detach(|| 1_i64);
        sum += addend + callable.call(())?.extract::<i64>()?;
    }
    Ok(sum)
}

/// Calls from within one detached closure, `times` times.
#[hpy_function]
pub(crate) fn attach_to_call(ctx: Context<'_>, callable: Py, times: usize) -> Result<Vec<i64>> {
    ctx.detach(|| {
        (0..times).map(|number| Context::attach(|ctx| callable.get(ctx)?.call((number,))?.extract())).collect()
    })
}

/// Lets the error of a call go within the closure that calls, and within the one that is detached.
#[hpy_function]
pub(crate) fn drop_errors_attached(ctx: Context<'_>, callable: Py) -> usize {
    let fails = |ctx: Context<'_>| callable.get(ctx).and_then(|callable| callable.call(()).map(drop));
    ctx.detach(|| {
        let inside = Context::attach(|ctx| fails(ctx).is_err());
        let outside = Context::attach(fails);
        usize::from(inside) + usize::from(outside.is_err())
    })
}

/// Calls `times` times, and drops what that raises before the next call, within the closure that is detached.
#[hpy_function]
pub(crate) fn drop_errors_between(ctx: Context<'_>, callable: Py, times: usize) -> usize {
    let fails = || Context::attach(|ctx| callable.get(ctx)?.call(()).map(drop)).is_err();
    ctx.detach(|| (0..times).filter(|_| fails()).count())
}

/// Panics within the closure that calls.
#[hpy_function]
pub(crate) fn panic_attached(ctx: Context<'_>) {
    ctx.detach(|| Context::attach(|_| panic!("attached panicked")));
}

/// Where there is nothing to attach to: in a call, on another thread; and where there is.
#[hpy_function]
pub(crate) fn can_attach(ctx: Context<'_>) -> (bool, bool, bool) {
    let can = || Context::try_attach(|_| ()).is_some();
    let within_attach = ctx.detach(|| Context::attach(|_| can()));
    let on_a_thread = ctx.detach(|| thread::spawn(can).join().unwrap_or(true));
    (can() || within_attach, on_a_thread, ctx.detach(can))
}

/// Attaches where that is a panic.
#[hpy_function]
pub(crate) fn attach_in_a_call() {
    Context::attach(|_| ());
}

/// Drops the error of the call while detached.
#[hpy_function]
pub(crate) fn drop_error_detached<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>) -> Result<String> {
    let error = callable.call(()).err();
    ctx.detach(move || drop(error));
    callable.get_type()?.name()
}

/// Returns the error of the call after it was detached.
#[hpy_function]
pub(crate) fn return_error_detached<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let error = match callable.call(()) {
        Ok(result) => return Ok(result),
        Err(error) => error,
    };
    Err(ctx.detach(move || error))
}

/// Drops references on a Rust thread that Python knows nothing of.
#[hpy_function]
pub(crate) fn drop_references_on_a_thread(ctx: Context<'_>, objects: Vec<Py>) -> usize {
    let count = objects.len();
    let joined = ctx.detach(move || thread::spawn(move || drop(objects)).join());
    if joined.is_ok() { count } else { 0 }
}

/// Keeps a reference for any thread.
#[hpy_function]
pub(crate) fn share(object: Py) {
    shared().push(object);
}

/// What was shared last.
#[hpy_function]
pub(crate) fn take_shared(ctx: Context<'_>) -> Result<Option<Handle<'_>>> {
    // The lock is free again before Python runs.
    let last = shared().pop();
    last.map(|object| object.get(ctx)).transpose()
}

/// Drops everything that was shared.
#[hpy_function]
pub(crate) fn drop_shared() -> usize {
    let all = std::mem::take(&mut *shared());
    all.len()
}

/// Adds up the numbers of a list, and detaches for each.
#[hpy_function]
pub(crate) fn add_up<'ctx>(ctx: Context<'ctx>, numbers: &Handle<'ctx, PyList>) -> Result<i64> {
    let mut sum = 0_i64;
    for number in numbers {
        let number: i64 = number?.extract()?;
        sum = ctx.detach(|| sum.wrapping_add(number));
    }
    Ok(sum)
}

/// Runs for at most so many seconds; looks for signals now and then if told to.
#[hpy_function]
pub(crate) fn spin(ctx: Context<'_>, seconds: f64, check: bool) -> Result<u64> {
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    let mut rounds = 0_u64;
    while Instant::now() < end {
        rounds += 1;
        if check && rounds.is_multiple_of(1024) {
            ctx.check_signals()?;
        }
    }
    Ok(rounds)
}

/// How deep lists are nested, by a function that calls itself.
#[hpy_function]
pub(crate) fn depth(object: &Handle<'_>) -> Result<usize> {
    depth_of(object)
}

fn depth_of(object: &Handle<'_>) -> Result<usize> {
    let _level = object.ctx().recurse(" while measuring a list")?;
    match object.cast::<PyList>() {
        Ok(list) if !list.is_empty()? => Ok(1 + depth_of(&list.get(0)?)?),
        _ => Ok(0),
    }
}
