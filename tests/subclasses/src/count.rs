//! How many values there are.

use std::sync::atomic::{AtomicIsize, Ordering::SeqCst};

use hpy_rs::prelude::*;

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// What a value that is still there has in it.
const MARK: u64 = 0x1234_5678_9abc_def0;

/// Part of a value that is counted.
#[derive(Debug)]
pub(crate) struct Counted(Box<u64>);

impl Counted {
    /// Ends in a panic if the value is not there any more.
    pub(crate) fn check(&self) {
        assert_eq!(*self.0, MARK, "a value that was dropped, or never there");
    }
}

impl Default for Counted {
    fn default() -> Self {
        ALIVE.fetch_add(1, SeqCst);
        Counted(Box::new(MARK))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.check();
        *self.0 = 0;
        ALIVE.fetch_sub(1, SeqCst);
    }
}

/// How many values are not dropped yet.
#[hpy_function]
pub(crate) fn alive() -> isize {
    ALIVE.load(SeqCst)
}
