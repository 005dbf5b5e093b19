//! [`Stack`]: a stack without a lock.
//!
//! Threads without the interpreter add to it at any time, in the middle of which the process may be forked: in the child a lock
//! that one of them has held then would be held for ever.
#![expect(unsafe_code, reason = "its nodes are owned by pointers")]

use std::ptr;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::context::Context;

/// Values that any thread adds, and the one that has the interpreter takes: the node of the last one, in a box, or null.
#[derive(Debug)]
pub(crate) struct Stack<T: Send>(AtomicPtr<Node<T>>);

#[derive(Debug)]
struct Node<T> {
    value: T,
    before: *mut Node<T>,
}

impl<T: Send> Stack<T> {
    pub(crate) const fn new() -> Self {
        Stack(AtomicPtr::new(ptr::null_mut()))
    }

    /// Whether there is nothing, as far as this thread knows.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.load(Relaxed).is_null()
    }

    pub(crate) fn push(&self, value: T) {
        let mut before = self.0.load(Relaxed);
        let node = Box::into_raw(Box::new(Node { value, before }));
        while let Err(other) = self.0.compare_exchange_weak(before, node, Release, Relaxed) {
            before = other;
            // SAFETY: made above, and nobody else knows it yet.
            unsafe { (*node).before = before };
        }
    }

    /// Takes the last one off. The context is proof of the interpreter's lock: nobody else does meanwhile, so that what was seen to be
    /// the last one stays until it is taken.
    pub(crate) fn pop(&self, _: Context<'_>) -> Option<T> {
        // SAFETY: by the context, nobody else takes.
        unsafe { self.take() }
    }

    /// Takes the last one off.
    ///
    /// # Safety
    /// Nobody else does meanwhile.
    unsafe fn take(&self) -> Option<T> {
        let mut last = self.0.load(Acquire);
        loop {
            // SAFETY: null, or one that was added, and which only this function frees.
            let before = unsafe { last.as_ref() }?.before;
            match self.0.compare_exchange_weak(last, before, Acquire, Acquire) {
                // SAFETY: from a box, and nobody else has it any more.
                Ok(taken) => return Some(unsafe { Box::from_raw(taken) }.value),
                Err(other) => last = other,
            }
        }
    }
}

impl<T: Send> Drop for Stack<T> {
    fn drop(&mut self) {
        // SAFETY: nobody else has it.
        while unsafe { self.take() }.is_some() {}
    }
}
