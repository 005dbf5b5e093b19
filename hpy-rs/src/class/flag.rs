//! The borrow flag of an instance: how many readers it has, or that it has a writer.

use std::sync::atomic::AtomicIsize;
use std::sync::atomic::Ordering::{AcqRel, Relaxed, Release};

use hpy_sys::api;

/// The flag while there is a writer.
const WRITER: isize = -1;

/// A count of readers, or [`WRITER`]. All zero: free.
///
/// Who holds the interpreter's lock has it to itself, and reads and writes it as a plain word. A CPython that can do without
/// the lock changes it in one step: there nothing but the interpreter's own word says that the lock is on.
#[derive(Debug)]
pub(super) struct BorrowFlag(AtomicIsize);

impl BorrowFlag {
    /// Adds a reader; `false` while there is a writer.
    #[inline(always)]
    pub(super) fn read(&self) -> bool {
        if api::threads_are_free() { self.read_in_one_step() } else { self.read_alone() }
    }

    /// Takes a reader away.
    #[inline(always)]
    pub(super) fn end_reading(&self) {
        if api::threads_are_free() {
            self.end_reading_in_one_step();
        } else {
            self.end_reading_alone();
        }
    }

    /// Becomes the writer; `false` while there is anybody.
    #[inline(always)]
    pub(super) fn write(&self) -> bool {
        if api::threads_are_free() { self.write_in_one_step() } else { self.write_alone() }
    }

    /// Is the writer no more.
    #[inline(always)]
    pub(super) fn end_writing(&self) {
        // A plain store on most processors.
        self.0.store(0, Release);
    }

    /// Whether there is nobody.
    #[inline(always)]
    pub(super) fn is_free(&self) -> bool {
        self.0.load(Relaxed) == 0
    }

    #[inline(always)]
    fn read_alone(&self) -> bool {
        self.set(one_reader_more(self.0.load(Relaxed)))
    }

    #[inline(always)]
    fn end_reading_alone(&self) {
        self.set(Some(self.0.load(Relaxed) - 1));
    }

    #[inline(always)]
    fn write_alone(&self) -> bool {
        self.set(the_writer(self.0.load(Relaxed)))
    }

    #[inline(always)]
    fn set(&self, flag: Option<isize>) -> bool {
        if let Some(flag) = flag {
            self.0.store(flag, Relaxed);
        }
        flag.is_some()
    }

    #[inline(never)]
    fn read_in_one_step(&self) -> bool {
        self.change(one_reader_more)
    }

    #[inline(never)]
    fn end_reading_in_one_step(&self) {
        self.change(|readers| Some(readers - 1));
    }

    #[inline(never)]
    fn write_in_one_step(&self) -> bool {
        self.change(the_writer)
    }

    /// Makes of the flag what `next` says, if it says anything; asks again if another thread was faster.
    fn change(&self, next: impl FnMut(isize) -> Option<isize>) -> bool {
        self.0.fetch_update(AcqRel, Relaxed, next).is_ok()
    }
}

#[inline(always)]
fn one_reader_more(readers: isize) -> Option<isize> {
    (readers != WRITER).then_some(readers + 1)
}

#[inline(always)]
fn the_writer(readers: isize) -> Option<isize> {
    (readers == 0).then_some(WRITER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free() -> BorrowFlag {
        BorrowFlag(AtomicIsize::new(0))
    }

    #[test]
    fn many_read_or_one_writes() {
        let flag = free();
        assert!(flag.read() && flag.read() && !flag.write());
        flag.end_reading();
        assert!(!flag.is_free() && !flag.write());
        flag.end_reading();
        assert!(flag.is_free() && flag.write() && !flag.read() && !flag.write());
        flag.end_writing();
        assert!(flag.is_free());
    }

    #[test]
    fn so_it_is_in_one_step() {
        let flag = free();
        assert!(flag.read_in_one_step() && flag.read_in_one_step() && !flag.write_in_one_step());
        flag.end_reading_in_one_step();
        assert!(!flag.is_free() && !flag.write_in_one_step());
        flag.end_reading_in_one_step();
        assert!(flag.is_free() && flag.write_in_one_step() && !flag.read_in_one_step() && !flag.write_in_one_step());
        flag.end_writing();
        assert!(flag.is_free());
    }

    /// Changes the flag, and lets `other` change it at the worst moment: when its value was read and not written yet.
    fn changed_meanwhile(flag: &BorrowFlag, next: fn(isize) -> Option<isize>, other: fn(&BorrowFlag)) -> bool {
        let mut is_first = true;
        flag.change(|readers| {
            if is_first {
                is_first = false;
                other(flag);
            }
            next(readers)
        })
    }

    #[test]
    fn no_reader_is_lost_to_another_thread() {
        let flag = free();
        assert!(changed_meanwhile(&flag, one_reader_more, |flag| assert!(flag.read_in_one_step())));
        flag.end_reading_in_one_step();
        assert!(!flag.is_free());
        flag.end_reading_in_one_step();
        assert!(flag.is_free());
    }

    #[test]
    fn nobody_writes_beside_another_thread() {
        let flag = free();
        assert!(!changed_meanwhile(&flag, the_writer, |flag| assert!(flag.write_in_one_step())));
        flag.end_writing();
        assert!(!changed_meanwhile(&flag, the_writer, |flag| assert!(flag.read_in_one_step())));
        assert!(!changed_meanwhile(&flag, one_reader_more, |flag| {
            flag.end_reading_in_one_step();
            assert!(flag.write_in_one_step());
        }));
    }
}
