//! Errors that Python raised, on their way from a thread of Rust to another one: their exceptions, which belong to no call, by the
//! numbers of the errors.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use hpy_sys::api::RawError;

use super::PyBaseException;
use super::numbered::Numbered;
use super::raised::{Mark, take_since};
use crate::context::Context;
use crate::handle::{Handle, Py};
use crate::stack::Stack;
use crate::{Result, calls};

type Carried = Numbered<Py<PyBaseException>>;

/// Locked under the interpreter's lock only, and so never while the process is forked.
static CARRIED: Mutex<Carried> = Mutex::new(Numbered::new());
/// The least and the greatest of their numbers, as far as those know who do not hold the interpreter.
static LEAST: AtomicU64 = AtomicU64::new(u64::MAX);
static GREATEST: AtomicU64 = AtomicU64::new(0);
/// The numbers of errors that were dropped.
static UNWANTED: Stack<isize> = Stack::new();

/// Changes what there is. `change` must not run Python.
fn with_all<R>(change: impl FnOnce(&mut Carried) -> R) -> R {
    let mut all = CARRIED.lock().unwrap_or_else(PoisonError::into_inner);
    let result = change(&mut all);
    let (least, greatest) = all.bounds();
    LEAST.store(least, Relaxed);
    GREATEST.store(greatest, Relaxed);
    result
}

/// Keeps what this thread has raised since `mark`, and still has, beyond its call.
pub(crate) fn carry_since(ctx: Context<'_>, mark: Mark) {
    // One at a time: making an exception may run Python, which may come here again.
    while let Some((number, mut error)) = take_since(ctx, mark) {
        let exception = calls::error::value(ctx, &mut error).and_then(|value| Py::new(&value));
        calls::error::release(error);
        if let Ok(exception) = exception {
            with_all(|all| all.insert(number, exception));
        }
    }
    let_go_of_unwanted(ctx);
}

/// The error of this number, which is here no more.
pub(super) fn take(ctx: Context<'_>, number: u64) -> Option<RawError> {
    let error = remove(number)?.into_any().take(ctx).and_then(|value| raw(&value.cast_into()?)).ok();
    let_go_of_unwanted(ctx);
    error
}

/// The error of this number once more.
pub(super) fn copy(ctx: Context<'_>, number: u64) -> Option<RawError> {
    let exception = remove(number)?;
    let error = exception.get(ctx).and_then(|value| raw(&value)).ok();
    with_all(|all| all.insert(number, exception));
    error
}

/// Notes that the error of this number was dropped, on whatever thread.
pub(super) fn let_go_later(number: u64) {
    // Others belong to calls that have ended. A number is a part of a word, in its error.
    if let (true, Ok(number)) = (is_among_carried(number), isize::try_from(number)) {
        UNWANTED.push(number);
    }
}

fn is_among_carried(number: u64) -> bool {
    (LEAST.load(Relaxed)..=GREATEST.load(Relaxed)).contains(&number)
}

/// Lets go of what was dropped.
pub(crate) fn let_go_of_unwanted(ctx: Context<'_>) {
    while let Some(number) = UNWANTED.pop(ctx) {
        drop(remove(number.cast_unsigned() as u64).map(|exception| exception.into_any().take(ctx)));
    }
}

fn remove(number: u64) -> Option<Py<PyBaseException>> {
    with_all(|all| all.remove(number))
}

fn raw(value: &Handle<'_, PyBaseException>) -> Result<RawError> {
    Ok(calls::error::of_value(&value.get_type()?, value))
}
