//! Which threads may use a value.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::Sealed;
use crate::PyError;
use crate::error::PyRuntimeError;
use crate::macro_support::ForAnyThread;

static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local!(static NUMBER: u64 = NEXT.fetch_add(1, Relaxed));

/// Stored beside each value.
pub trait ThreadCheck: Sealed + 'static {
    /// Whether there is anything to check.
    const IS_UNSENDABLE: bool;

    /// Notes the thread that the value is made on.
    fn here() -> Self;

    /// Whether this is that thread.
    fn is_here(&self) -> bool;
}

/// For a value that is `Send` and `Sync`.
#[derive(Clone, Copy, Debug)]
pub struct AnyThread(());

impl AnyThread {
    /// Compiles for types that any thread may use.
    pub const fn admit<T: ForAnyThread>() {}
}

impl Sealed for AnyThread {}

impl ThreadCheck for AnyThread {
    const IS_UNSENDABLE: bool = false;

    fn here() -> Self {
        AnyThread(())
    }

    #[inline(always)]
    fn is_here(&self) -> bool {
        true
    }
}

/// For a value that need not be: only the thread that made it may use it.
#[derive(Clone, Copy, Debug)]
pub struct OneThread(u64);

impl OneThread {
    /// Compiles for all types.
    pub const fn admit<T>() {}
}

impl Sealed for OneThread {}

impl ThreadCheck for OneThread {
    const IS_UNSENDABLE: bool = true;

    fn here() -> Self {
        OneThread(NUMBER.with(|number| *number))
    }

    #[inline]
    fn is_here(&self) -> bool {
        NUMBER.with(|number| *number == self.0)
    }
}

/// The error of a use on another thread than the value's.
#[cold]
#[inline(never)]
pub(super) fn elsewhere(name: &str) -> PyError {
    PyRuntimeError::new(format!("'{name}' is unsendable, but is used on another thread than the one that made it"))
}
