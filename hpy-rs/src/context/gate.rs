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
    /// The process whose threads they are: a child that was forked has none of its parent's.
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

    /// Forgets the threads of the process that this one was forked from, if it was.
    pub(super) fn fork(&self) {
        let own = process::id();
        if self.process.swap(own, SeqCst) != own {
            self.state.fetch_and(CLOSED, SeqCst);
        }
    }

    /// Whether whoever holds the interpreter may go on to use it.
    pub(super) fn is_open(&self) -> bool {
        self.state.load(SeqCst) & CLOSED == 0
    }

    /// `None` if it is closed.
    pub(super) fn enter(&self) -> Option<OnTheWay<'_>> {
        let one_more = |state| (state & CLOSED == 0).then_some(state + ONE);
        self.state.fetch_update(SeqCst, SeqCst, one_more).ok()?;
        Some(OnTheWay { gate: self, process: self.process.load(SeqCst) })
    }

    /// Lets nobody else in.
    pub(super) fn close(&self) {
        self.state.fetch_or(CLOSED, SeqCst);
    }

    /// Waits for those who are on their way; where nobody has told that the process was [forked](Self::fork), for none.
    pub(super) fn wait(&self) {
        while self.state.load(SeqCst) >= ONE && self.process.load(SeqCst) == process::id() {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// A thread on its way, until this is dropped.
pub(super) struct OnTheWay<'a> {
    gate: &'a Gate,
    /// The process that counts it.
    process: u32,
}

impl Drop for OnTheWay<'_> {
    fn drop(&mut self) {
        if self.gate.process.load(SeqCst) == self.process {
            self.gate.state.fetch_sub(ONE, SeqCst);
        }
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
        assert!(first.is_some() && gate.enter().is_some() && gate.is_open());
        gate.close();
        assert!(gate.enter().is_none() && !gate.is_open());
        drop(first);
        gate.wait();
    }

    #[test]
    fn only_a_child_forgets_who_is_on_the_way() {
        let gate = Gate::closed();
        gate.open();
        let own = gate.enter();
        gate.fork();
        assert_eq!(gate.state.load(SeqCst), ONE);
        drop(own);
        gate.process.store(process::id() + 1, SeqCst);
        let of_the_parent = gate.enter();
        gate.fork();
        drop(of_the_parent);
        assert_eq!(gate.state.load(SeqCst), 0);
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
