//! [`ReadOnlyCell`]: a number that others may write to.

use std::cell::UnsafeCell;
use std::fmt;

use super::Element;

/// A number in memory that Rust may only read, and Python code may write to: a [`Cell`](std::cell::Cell) without `set`.
#[repr(transparent)]
pub struct ReadOnlyCell<T: Element>(UnsafeCell<T>);

impl<T: Element> ReadOnlyCell<T> {
    /// What it is now.
    #[inline]
    #[must_use]
    pub fn get(&self) -> T {
        // SAFETY: a cell is no `Sync`, so that this is the thread that has the interpreter's lock: no Python code writes meanwhile. Of C
        // code without the lock see SOUNDNESS.md.
        unsafe { *self.0.get() }
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for ReadOnlyCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
