//! [`Dropped`]: what was dropped and is still to be let go of, a stack without a lock.
//!
//! Threads without the interpreter add to it at any time, in the middle of which the process may be forked: in the child a lock
//! that one of them has held then would be held for ever.

use std::ptr;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::context::Context;

/// The one that was added last, in a box; null if there is none.
#[derive(Debug)]
pub(crate) struct Dropped(AtomicPtr<Node>);

#[derive(Debug)]
struct Node {
    value: isize,
    before: *mut Node,
}

impl Dropped {
    pub(crate) const fn new() -> Self {
        Dropped(AtomicPtr::new(ptr::null_mut()))
    }

    /// Whether there is nothing, as far as this thread knows.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.load(Relaxed).is_null()
    }

    pub(crate) fn push(&self, value: isize) {
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
    pub(crate) fn pop(&self, _: Context<'_>) -> Option<isize> {
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
