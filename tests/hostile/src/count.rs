//! How many payloads there are.

use std::panic;
use std::sync::atomic::{AtomicIsize, Ordering::SeqCst};

use hpy_rs::prelude::*;

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// Part of a payload that is counted.
#[derive(Debug)]
pub(crate) struct Counted(Box<u64>);

/// What a value that is still there has in it.
const MARK: u64 = 0x1234_5678_9abc_def0;

impl Counted {
    pub(crate) fn new() -> Self {
        ALIVE.fetch_add(1, SeqCst);
        Counted(Box::new(MARK))
    }

    /// Ends in a panic if the value is not there any more.
    pub(crate) fn check(&self) {
        assert_eq!(*self.0, MARK, "a payload that was dropped, or never there");
    }
}

impl Default for Counted {
    fn default() -> Self {
        Counted::new()
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        self.check();
        Counted::new()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.check();
        *self.0 = 0;
        ALIVE.fetch_sub(1, SeqCst);
    }
}

/// How many payloads are not dropped yet.
#[hpy_function]
pub(crate) fn alive() -> isize {
    ALIVE.load(SeqCst)
}

/// Turns off what Rust writes about a panic to the standard error, or turns it on again.
#[hpy_function]
pub(crate) fn silence_panics(silent: bool) {
    if silent {
        panic::set_hook(Box::new(|_| {}));
    } else {
        drop(panic::take_hook());
    }
}
