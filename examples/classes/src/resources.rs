//! A context manager with `__del__`, and a class whose value stays on its thread.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

static FINISHED: AtomicUsize = AtomicUsize::new(0);

/// Something to be closed: by `with`, or when the object goes.
#[hpy_type]
pub(crate) struct Session {
    #[hpy(get)]
    is_open: bool,
}

#[hpy_methods]
impl Session {
    #[new]
    fn new() -> Self {
        Session { is_open: true }
    }

    fn __enter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    /// `False` lets an exception through.
    #[hpy(signature = (*_error))]
    fn __exit__(&mut self, _error: Args<'_, '_>) -> bool {
        self.close();
        false
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            FINISHED.fetch_add(1, Relaxed);
        }
    }

    /// Called before the object goes. What needs no Python is better done by Rust's `Drop`.
    fn __del__(&mut self) {
        self.close();
    }
}

/// How many sessions were closed.
#[hpy_function]
pub(crate) fn finished() -> usize {
    FINISHED.load(Relaxed)
}

/// Its value is not `Send`: on another thread, each use raises `RuntimeError`.
#[hpy_type(unsendable)]
pub(crate) struct Tally {
    count: Rc<Cell<u64>>,
}

#[hpy_methods]
impl Tally {
    #[new]
    fn new() -> Self {
        Tally { count: Rc::new(Cell::new(0)) }
    }

    fn __call__(&self) -> u64 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    /// Another object with the same count.
    fn shared(&self) -> Tally {
        Tally { count: Rc::clone(&self.count) }
    }
}
