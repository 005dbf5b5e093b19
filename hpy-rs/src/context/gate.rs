//! [`Gate`]: what threads go through on their way to the interpreter, until that ends.

use std::process;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

/// Counts threads on their way. An interpreter that ends closes it, and waits for them: they must not ask for its lock when there is
/// none any more.
pub(super) struct Gate {
    /// Twice their number, and 1 if it is closed.
    state: AtomicUsize,
    /// The process that opened it: a child that was forked waits for no threads of its parent's.
    process: AtomicU32,
}

const CLOSED: usize = 1;
const ONE: usize = 2;

impl Gate {
    pub(super) const fn closed() -> Self {
        Gate { state: AtomicUsize::new(CLOSED), process: AtomicU32::new(0) }
    }

    pub(super) fn open(&self) {
        self.process.store(process::id(), SeqCst);
        self.state.fetch_and(!CLOSED, SeqCst);
    }

    /// `None` if it is closed.
    pub(super) fn enter(&self) -> Option<OnTheWay<'_>> {
        let on_the_way = OnTheWay(self);
        let before = self.state.fetch_add(ONE, SeqCst);
        (before & CLOSED == 0).then_some(on_the_way)
    }

    /// Lets nobody else in.
    pub(super) fn close(&self) {
        self.state.fetch_or(CLOSED, SeqCst);
    }

    /// Waits for those who are on their way.
    pub(super) fn wait(&self) {
        while self.state.load(SeqCst) >= ONE && self.process.load(SeqCst) == process::id() {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// A thread on its way, until this is dropped.
pub(super) struct OnTheWay<'a>(&'a Gate);

impl Drop for OnTheWay<'_> {
    fn drop(&mut self) {
        self.0.state.fetch_sub(ONE, SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_in_while_it_is_open() {
        let gate = Gate::closed();
        assert!(gate.enter().is_none());
        gate.open();
        let first = gate.enter();
        assert!(first.is_some() && gate.enter().is_some());
        gate.close();
        assert!(gate.enter().is_none());
        drop(first);
        gate.wait();
    }

    #[test]
    fn waits_for_who_is_on_the_way() {
        static GATE: Gate = Gate::closed();
        GATE.open();
        let on_the_way = GATE.enter();
        let waiting = thread::spawn(|| {
            GATE.close();
            GATE.wait();
        });
        thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        drop(on_the_way);
        assert!(waiting.join().is_ok());
    }
}
