//! The borrow flag of an instance: how many readers it has, or that it has a writer.

use std::sync::atomic::AtomicIsize;
use std::sync::atomic::Ordering::{AcqRel, Relaxed, Release};

use hpy_sys::api;

/// What the writer adds: all flags with one are below those without.
const WRITER: isize = -(1 << 29);
/// The flag of an instance that is free, where threads are: so far below 0 that all others are negative, too.
const FREE_IN_STEPS: isize = isize::MIN / 2;

/// A count of readers, or [`WRITER`]; all zero: free. Where threads are free it is [`FREE_IN_STEPS`] less.
///
/// Who holds the interpreter's lock has it to itself, and reads and writes it as a plain word. On a CPython that can do without
/// the lock it is changed in one step: there nothing but the interpreter's own word says that the lock is on. So it is through the
/// HPy of GraalPy, where a coroutine that nobody has any more gives back what it has borrowed on another thread. Such flags are
/// negative, so that only who finds one that is not free asks what interpreter it is.
#[derive(Debug)]
pub(super) struct BorrowFlag(AtomicIsize);

impl BorrowFlag {
    /// Makes the flag of a new instance, which is all zero, one that is free.
    #[inline(always)]
    pub(super) fn begin(&self) {
        if api::threads_are_free() {
            self.0.store(FREE_IN_STEPS, Relaxed);
        }
    }

    /// Adds a reader; `false` while there is a writer.
    #[inline(always)]
    pub(super) fn read(&self) -> bool {
        let flag = self.0.load(Relaxed);
        if flag < 0 {
            return api::THREADS_MAY_BE_FREE && self.read_in_one_step();
        }
        self.0.store(flag + 1, Relaxed);
        true
    }

    /// Takes a reader away.
    #[inline(always)]
    pub(super) fn end_reading(&self) {
        let less = self.0.load(Relaxed) - 1;
        if api::THREADS_MAY_BE_FREE && less < 0 {
            self.end_reading_in_one_step();
        } else {
            self.0.store(less, Relaxed);
        }
    }

    /// Becomes the writer; `false` while there is anybody.
    #[inline(always)]
    pub(super) fn write(&self) -> bool {
        if self.0.load(Relaxed) != 0 {
            return api::THREADS_MAY_BE_FREE && self.write_in_one_step();
        }
        self.0.store(WRITER, Relaxed);
        true
    }

    /// Is the writer no more.
    #[inline(always)]
    pub(super) fn end_writing(&self) {
        // Nobody else changes it meanwhile.
        self.0.store(self.0.load(Relaxed) - WRITER, Release);
    }

    /// Whether there is no writer, nor any other thread that could become one.
    #[inline(always)]
    pub(super) fn is_open(&self) -> bool {
        self.0.load(Relaxed) >= 0
    }

    /// Whether there is nobody.
    #[inline(always)]
    pub(super) fn is_free(&self) -> bool {
        matches!(self.0.load(Relaxed), 0 | FREE_IN_STEPS)
    }

    #[cold]
    #[inline(never)]
    fn read_in_one_step(&self) -> bool {
        self.change(one_reader_more)
    }

    #[cold]
    #[inline(never)]
    fn end_reading_in_one_step(&self) {
        self.change(|flag| Some(flag - 1));
    }

    #[cold]
    #[inline(never)]
    fn write_in_one_step(&self) -> bool {
        self.change(the_writer)
    }

    /// Makes of the flag what `next` says, if it says anything; asks again if another thread was faster.
    fn change(&self, next: impl FnMut(isize) -> Option<isize>) -> bool {
        self.0.fetch_update(AcqRel, Relaxed, next).is_ok()
    }
}

/// Where threads are free; elsewhere there is a writer, if this is asked at all.
fn one_reader_more(flag: isize) -> Option<isize> {
    (FREE_IN_STEPS..FREE_IN_STEPS - WRITER).contains(&flag).then_some(flag + 1)
}

/// As [`one_reader_more`].
fn the_writer(flag: isize) -> Option<isize> {
    (flag == FREE_IN_STEPS).then_some(FREE_IN_STEPS + WRITER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free() -> BorrowFlag {
        BorrowFlag(AtomicIsize::new(0))
    }

    fn many_read_or_one_writes(flag: &BorrowFlag) {
        assert!(flag.is_free() && flag.read() && flag.read() && !flag.write());
        flag.end_reading();
        assert!(!flag.is_free() && !flag.write());
        flag.end_reading();
        assert!(flag.is_free() && flag.write() && !flag.is_free() && !flag.read() && !flag.write());
        flag.end_writing();
        assert!(flag.is_free() && flag.read());
        flag.end_reading();
        assert!(flag.is_free());
    }

    #[test]
    fn with_the_lock() {
        many_read_or_one_writes(&free());
    }

    /// None in a build that knows that its threads are not free: it leaves out what is for those.
    fn free_in_steps() -> Option<BorrowFlag> {
        api::THREADS_MAY_BE_FREE.then(|| BorrowFlag(AtomicIsize::new(FREE_IN_STEPS)))
    }

    #[test]
    fn in_one_step() {
        let Some(flag) = free_in_steps() else { return };
        many_read_or_one_writes(&flag);
        assert_eq!(flag.0.load(Relaxed), FREE_IN_STEPS);
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
        let Some(flag) = free_in_steps() else { return };
        assert!(changed_meanwhile(&flag, one_reader_more, |flag| assert!(flag.read())));
        flag.end_reading();
        assert!(!flag.is_free());
        flag.end_reading();
        assert!(flag.is_free());
    }

    #[test]
    fn nobody_writes_beside_another_thread() {
        let Some(flag) = free_in_steps() else { return };
        assert!(!changed_meanwhile(&flag, the_writer, |flag| assert!(flag.read())));
        flag.end_reading();
        assert!(!changed_meanwhile(&flag, one_reader_more, |flag| assert!(flag.write())));
        flag.end_writing();
        assert!(!changed_meanwhile(&flag, the_writer, |flag| {
            assert!(flag.write());
        }));
    }
}
