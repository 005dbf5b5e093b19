//! Exceptions: raising, catching, translating and keeping them.

use std::cell::RefCell;
use std::mem;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use hpy_rs::prelude::*;

/// What `stash_error` keeps beyond its call.
static STASH: Mutex<Option<PyError>> = Mutex::new(None);

/// `?` to the exit.
#[hpy_function]
pub(crate) fn propagate<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let result = callable.call(())?;
    Ok(result)
}

/// Calls `callable` that often, and drops every error.
#[hpy_function(signature = (callable, times = 1))]
pub(crate) fn drop_errors(callable: &Handle<'_>, times: usize) -> Result<usize> {
    let mut dropped = 0;
    for _ in 0..times {
        if let Err(error) = callable.call(()) {
            drop(error);
            dropped += 1;
        }
    }
    // Another call: it must not trip over what was dropped.
    callable.repr().map(|_| dropped)
}

/// Holds so many errors at once, and drops them, the first or the last one first. Gives the seconds that dropping took.
#[hpy_function]
pub(crate) fn drop_errors_held(callable: &Handle<'_>, times: usize, last_first: bool) -> f64 {
    let mut held: Vec<_> = (0..times).filter_map(|_| callable.call(()).err()).collect();
    if last_first {
        held.reverse();
    }
    let start = Instant::now();
    held.into_iter().for_each(drop);
    start.elapsed().as_secs_f64()
}

/// Holds the errors of both calls, drops one of them and returns the other.
#[hpy_function]
pub(crate) fn hold_two(first: &Handle<'_>, second: &Handle<'_>, keep: usize) -> Result<()> {
    let (Err(one), Err(two)) = (first.call(()), second.call(())) else { return Ok(()) };
    let (kept, other) = if keep == 1 { (one, two) } else { (two, one) };
    drop(other);
    Err(kept)
}

/// Shows the error to `log`, then returns it.
#[hpy_function]
pub(crate) fn log_and_return<'ctx>(
    ctx: Context<'ctx>,
    callable: &Handle<'ctx>,
    log: &Handle<'ctx>,
) -> Result<Handle<'ctx>> {
    match callable.call(()) {
        Err(error) => {
            log.call((error.value(ctx)?,))?;
            Err(error)
        }
        result => result,
    }
}

/// Calls the second if the first fails.
#[hpy_function]
pub(crate) fn or_else<'ctx>(first: &Handle<'ctx>, second: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    first.call(()).or_else(|_| second.call(()))
}

/// Replaces the error by one of its own.
#[hpy_function]
pub(crate) fn replace_error<'ctx>(callable: &Handle<'ctx>, text: String) -> Result<Handle<'ctx>> {
    callable.call(()).map_err(|_| PyRuntimeError::new(text))
}

/// Forgets the error: it is neither dropped nor returned.
#[hpy_function]
pub(crate) fn forget_error(callable: &Handle<'_>) -> bool {
    callable.call(()).map_err(mem::forget).is_err()
}

/// Puts the error into a static, where it stays when the call ends.
#[hpy_function]
pub(crate) fn stash_error(callable: &Handle<'_>) {
    let error = callable.call(()).err();
    *STASH.lock().unwrap_or_else(PoisonError::into_inner) = error;
}

/// Returns the error of the static.
#[hpy_function]
pub(crate) fn return_stashed() -> Result<()> {
    STASH.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
}

/// Asks the error of the static for its value.
#[hpy_function]
pub(crate) fn value_of_stashed(ctx: Context<'_>) -> Result<Option<Handle<'_, PyBaseException>>> {
    let stash = STASH.lock().unwrap_or_else(PoisonError::into_inner);
    stash.as_ref().map(|error| error.value(ctx)).transpose()
}

thread_local! {
    /// What `keep_error_of_thread` keeps, until the thread ends: at first what no thread has raised.
    static KEPT: RefCell<Vec<PyError>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the error until the thread ends, when much else of the thread has ended.
#[hpy_function]
pub(crate) fn keep_error_of_thread(callable: &Handle<'_>) {
    KEPT.with_borrow_mut(|kept| kept.push(PyValueError::new("kept before any was raised")));
    let error = callable.call(()).err();
    KEPT.with_borrow_mut(|kept| kept.extend(error));
}

/// Drops the error on another thread.
#[hpy_function]
pub(crate) fn drop_on_another_thread(callable: &Handle<'_>) -> bool {
    let error = callable.call(()).err();
    thread::spawn(move || drop(error)).join().is_ok()
}

/// Sends the error to another thread and back, then returns it.
#[hpy_function]
pub(crate) fn through_another_thread<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call(()).map_err(|error| {
        thread::spawn(move || error).join().unwrap_or_else(|_| PySystemError::new("the thread panicked"))
    })
}

/// `?` into an `anyhow::Error`, and back.
#[hpy_function]
pub(crate) fn through_anyhow<'ctx>(callable: &Handle<'ctx>, context: Option<String>) -> anyhow::Result<Handle<'ctx>> {
    use anyhow::Context as _;

    fn inner<'ctx>(callable: &Handle<'ctx>) -> anyhow::Result<Handle<'ctx>> {
        Ok(callable.call(())?)
    }
    match context {
        Some(text) => inner(callable).context(text),
        None => inner(callable),
    }
}

/// An `anyhow::Error` with no exception in it.
#[hpy_function]
pub(crate) fn fail_by_anyhow() -> anyhow::Result<()> {
    use anyhow::Context as _;

    "12x".parse::<i64>().map(drop).context("reading the number")
}

/// `?` into an `eyre::Report`, and back.
#[hpy_function]
pub(crate) fn through_eyre<'ctx>(callable: &Handle<'ctx>, context: Option<String>) -> eyre::Result<Handle<'ctx>> {
    use eyre::WrapErr as _;

    fn inner<'ctx>(callable: &Handle<'ctx>) -> eyre::Result<Handle<'ctx>> {
        Ok(callable.call(())?)
    }
    match context {
        Some(text) => inner(callable).wrap_err(text),
        None => inner(callable),
    }
}

/// An `eyre::Report` with no exception in it.
#[hpy_function]
pub(crate) fn fail_by_eyre() -> eyre::Result<()> {
    eyre::bail!("no {}", "reason")
}

/// Holds the error of `fail(depth)` over a call of `descend(depth - 1)`, which may come here again; then returns the
/// error if the depth is even, else what `descend` did.
#[hpy_function]
pub(crate) fn nest<'ctx>(fail: &Handle<'ctx>, descend: &Handle<'ctx>, depth: u32) -> Result<Handle<'ctx>> {
    let held = fail.call((depth,));
    let below = if depth == 0 { None } else { Some(descend.call((depth - 1,))) };
    match (held, below) {
        (Err(error), _) if depth.is_multiple_of(2) => Err(error),
        (_, Some(below)) => below,
        (held, None) => held,
    }
}

/// Calls until it succeeds, and keeps all errors until then.
#[hpy_function]
pub(crate) fn retry<'ctx>(callable: &Handle<'ctx>, times: usize) -> Result<Handle<'ctx>> {
    let mut errors = Vec::new();
    for _ in 0..times {
        match callable.call(()) {
            Ok(result) => return Ok(result),
            Err(error) => errors.push(error),
        }
    }
    let middle = errors.len() / 2;
    Err(errors.swap_remove(middle))
}
