//! [`Learnt`]: what is found out when a module executes, and looked at in every call.

use std::cell::UnsafeCell;

/// A word in plain memory: compilers read an atomic again at each use.
#[derive(Debug)]
pub(crate) struct Learnt<T>(UnsafeCell<T>);

// SAFETY: it is only touched by whoever holds the interpreter's lock.
unsafe impl<T: Copy> Sync for Learnt<T> {}

impl<T: Copy> Learnt<T> {
    /// What there is before anything is known.
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// What is known, to whoever holds the interpreter's lock.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a load")]
    pub(crate) fn get(&self) -> T {
        // SAFETY: nobody writes meanwhile: see `set`.
        unsafe { *self.0.get() }
    }

    /// Notes what was found out.
    ///
    /// # Safety
    ///
    /// The interpreter's lock is held.
    pub(crate) unsafe fn set(&self, value: T) {
        // SAFETY: the caller's promise.
        unsafe { *self.0.get() = value };
    }
}
