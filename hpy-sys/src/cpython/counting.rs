//! How objects count their references, which is done inline where it is known.
//!
//! References are taken and given up in every call; a C function for each costs as much again as the rest of a short one.

use crate::abi::PyObject;
use crate::api::Runtime;
use crate::capi::{Interpreter, KNOWN, Py_DecRef, Py_IncRef};
use crate::learnt::Learnt;

/// How an object counts its references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Counting {
    /// Nothing is known: ask the interpreter.
    Asked = 0,
    /// CPython 3.8-3.11, and PyPy, whose own share in the count is so large that it is never 0 while Python code has the object: a
    /// word.
    Word = 1,
    /// CPython 3.12 and 3.13: a `u32`; it stays as it is when it would wrap, and when it is negative as an `i32`.
    Saturating = 2,
    /// CPython 3.14 and 3.15: a `u32`; it stays as it is from 3 << 30 on, and when it is negative as an `i32`. The
    /// upper half of the word holds flags.
    Capped = 3,
}

const CAP: u32 = 3 << 30;

impl Counting {
    /// What the one interpreter does that the file is for.
    pub(super) const KNOWN: Option<Self> = match &KNOWN {
        Some(interpreter) => Some(Self::of(interpreter)),
        None => None,
    };

    /// What this interpreter does, as far as it is known to this file.
    pub(super) const fn of(interpreter: &Interpreter) -> Self {
        let little = cfg!(all(target_pointer_width = "64", target_endian = "little"));
        if !little || interpreter.counts_references {
            return Self::Asked;
        }
        if matches!(interpreter.runtime, Runtime::PyPy) && interpreter.header_words == 3 {
            return Self::Word;
        }
        if !interpreter.has_plain_headers() {
            return Self::Asked;
        }
        match interpreter.version {
            (3, 8..=11) => Self::Word,
            (3, 12..=13) => Self::Saturating,
            (3, 14..=15) => Self::Capped,
            _ => Self::Asked,
        }
    }

    /// Makes it what [`retain`] and [`release`] do.
    ///
    /// # Safety
    ///
    /// The interpreter's lock is held.
    pub(super) unsafe fn choose(self) {
        // SAFETY: the caller's promise.
        unsafe { CHOSEN.set(self.inline()) };
    }

    const fn inline(self) -> InlineCount {
        match self {
            Self::Asked => InlineCount::ASKED,
            Self::Word => InlineCount::WORD,
            Self::Saturating => InlineCount(u32::MAX),
            Self::Capped => InlineCount(CAP),
        }
    }

    /// # Safety
    ///
    /// The entry contract; `object` is live and counts like this.
    #[inline(always)]
    pub(super) unsafe fn retain(self, object: *mut PyObject) {
        match self {
            // SAFETY: the caller's promise.
            Self::Asked => unsafe { Py_IncRef(object) },
            Self::Word => {
                // SAFETY: the first word of a live object, changed under the interpreter's lock only.
                let count = unsafe { &mut *object.cast::<usize>() };
                *count = count.wrapping_add(1);
            }
            Self::Saturating => {
                // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
                let count = unsafe { &mut *object.cast::<u32>() };
                if let Some(more) = count.checked_add(1) {
                    *count = more;
                }
            }
            Self::Capped => {
                // SAFETY: as above.
                let count = unsafe { &mut *object.cast::<u32>() };
                if *count < CAP {
                    *count += 1;
                }
            }
        }
    }

    /// # Safety
    ///
    /// The entry contract; the caller gives up a reference of its own; `object` counts like this.
    #[inline(always)]
    pub(super) unsafe fn release(self, object: *mut PyObject) {
        match self {
            // SAFETY: the caller's promise.
            Self::Asked => unsafe { give_up(object) },
            Self::Word => {
                let count = object.cast::<usize>();
                // SAFETY: the first word of a live object, changed under the interpreter's lock only.
                match unsafe { count.read() } {
                    // SAFETY: the last reference: the interpreter frees the object.
                    1 => unsafe { give_up(object) },
                    // SAFETY: as above.
                    more => unsafe { count.write(more - 1) },
                }
            }
            Self::Saturating | Self::Capped => {
                let count = object.cast::<u32>();
                // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
                match unsafe { count.read() } {
                    // SAFETY: the last reference: the interpreter frees the object.
                    1 => unsafe { give_up(object) },
                    immortal if immortal >= 1 << 31 => {}
                    // SAFETY: as above.
                    more => unsafe { count.write(more - 1) },
                }
            }
        }
    }
}

/// Learns how objects count their references, where another door than our own does not know it.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn count_as(interpreter: &Interpreter) {
    // SAFETY: the caller's promise.
    unsafe { Counting::of(interpreter).choose() };
}

/// What is done inline to count a reference, in one number, so that a call looks at one. A count of a half word that is below it
/// grows by one; it says too what else is done: see its constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct InlineCount(u32);

/// Whether an object may be looked at before anything is known of the interpreter: CPython's always have a count.
pub(super) const HAVE_COUNTS: bool = cfg!(feature = "cpython");

static CHOSEN: Learnt<InlineCount> = Learnt::new(InlineCount::ASKED);

impl InlineCount {
    /// Nothing.
    pub(crate) const ASKED: Self = Self(0);
    /// A word is counted where others do so soon: what is read is not at hand if a part of it was just written. In a file for the
    /// stable ABI nobody else does, and half of it will do.
    const WORD: Self = Self(if HAVE_COUNTS { u32::MAX - 1 } else { 1 });
    const HAS_WORDS: bool = Counting::KNOWN.is_some() || !HAVE_COUNTS;

    /// What is done in this interpreter.
    #[inline(always)]
    pub(crate) fn chosen() -> Self {
        match Counting::KNOWN {
            Some(known) => known.inline(),
            None => CHOSEN.get(),
        }
    }

    /// How objects count.
    pub(super) fn counting(self) -> Counting {
        match self {
            Self::ASKED => Counting::Asked,
            Self::WORD => Counting::Word,
            Self(CAP) => Counting::Capped,
            Self(_) => Counting::Saturating,
        }
    }

    /// Takes a reference; false if nothing is known.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is live, and counts like this if anything is known.
    #[inline(always)]
    pub(crate) unsafe fn try_retain(self, object: *mut PyObject) -> bool {
        match self {
            // SAFETY: the caller's promise.
            Self::WORD if Self::HAS_WORDS => unsafe { Counting::Word.retain(object) },
            Self::ASKED if !HAVE_COUNTS => return false,
            Self(limit) => {
                let count = object.cast::<u32>();
                // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
                let now = unsafe { count.read() };
                if now < limit {
                    // SAFETY: as above.
                    unsafe { count.write(now + 1) };
                } else if HAVE_COUNTS && self == Self::ASKED {
                    return false;
                } else {
                    // SAFETY: the caller's promise.
                    unsafe { self.retain_otherwise(object) };
                }
            }
        }
        true
    }

    /// Gives up a reference, which may run any Python code; false if nothing is known.
    ///
    /// # Safety
    ///
    /// The entry contract; the reference is the caller's own; `object` counts like this if anything is known.
    #[inline(always)]
    pub(crate) unsafe fn try_release(self, object: *mut PyObject) -> bool {
        match self {
            // SAFETY: the caller's promise.
            Self::WORD if Self::HAS_WORDS => unsafe { Counting::Word.release(object) },
            Self::ASKED => return false,
            _ => {
                let count = object.cast::<i32>();
                // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
                let now = unsafe { count.read() };
                if now > 1 {
                    // SAFETY: as above.
                    unsafe { count.write(now - 1) };
                } else {
                    // SAFETY: the caller's promise.
                    unsafe { self.release_otherwise(object) };
                }
            }
        }
        true
    }

    /// An object that counts in another way, or not any more.
    #[cold]
    #[inline(never)]
    pub(super) unsafe extern "C" fn retain_otherwise(self, object: *mut PyObject) {
        // SAFETY: the caller's promise.
        unsafe { self.counting().retain(object) };
    }

    /// The last reference, or an object that counts in another way, or not any more.
    #[cold]
    #[inline(never)]
    pub(super) unsafe extern "C" fn release_otherwise(self, object: *mut PyObject) {
        // SAFETY: the caller's promise.
        unsafe { self.counting().release(object) };
    }
}

/// Lets the interpreter take a reference back, and free the object if it was the last.
#[inline(never)]
unsafe extern "C" fn give_up(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { give_up_in_frame(object) };
}

/// In a frame of its own, since it may run Python (`call_out.rs` says why).
#[inline(never)]
unsafe fn give_up_in_frame(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { Py_DecRef(object) };
}

#[cfg(test)]
mod tests {
    use super::*;

    const CPYTHON: Interpreter =
        Interpreter { runtime: Runtime::CPython, version: (3, 8), header_words: 2, counts_references: false };

    fn counted(counting: Counting, count: u64) -> (u64, u64) {
        let mut up = [count, 0];
        let mut down = [count, 0];
        // SAFETY: a count as this version has it; none of the tests reaches 1, at which the interpreter is called.
        unsafe { counting.retain((&raw mut up).cast()) };
        // SAFETY: as above.
        unsafe { counting.release((&raw mut down).cast()) };
        (up[0], down[0])
    }

    fn counted_inline(counting: Counting, count: u64) -> (u64, u64) {
        let mut up = [count, 0];
        let mut down = [count, 0];
        // SAFETY: as above.
        assert!(unsafe { counting.inline().try_retain((&raw mut up).cast()) });
        // SAFETY: as above.
        assert!(unsafe { counting.inline().try_release((&raw mut down).cast()) });
        (up[0], down[0])
    }

    #[test]
    fn inline_counts_are_the_same() {
        let counts = [2, 7, CAP.into(), u32::MAX.into(), (5 << 32) + 7];
        for counting in [Counting::Word, Counting::Saturating, Counting::Capped] {
            assert_eq!(counting.inline().counting(), counting);
            for count in counts {
                assert_eq!(counted_inline(counting, count), counted(counting, count), "{counting:?} {count}");
            }
        }
    }

    #[test]
    fn nothing_is_counted_inline_where_nothing_is_known() {
        let mut object = [0_u64; 2];
        // SAFETY: it is not touched.
        assert!(!unsafe { InlineCount::ASKED.try_retain((&raw mut object).cast()) });
        // SAFETY: as above.
        assert!(!unsafe { InlineCount::ASKED.try_release((&raw mut object).cast()) });
        assert_eq!((Counting::Asked.inline().counting(), object), (Counting::Asked, [0, 0]));
    }

    #[test]
    fn mortal_objects_are_counted() {
        for counting in [Counting::Word, Counting::Saturating, Counting::Capped] {
            assert_eq!(counted(counting, 7), (8, 6), "{counting:?}");
        }
    }

    #[test]
    fn immortal_objects_keep_their_count() {
        assert_eq!(counted(Counting::Saturating, 0xffff_ffff), (0xffff_ffff, 0xffff_ffff));
        assert_eq!(counted(Counting::Capped, 3 << 30), (3 << 30, 3 << 30));
    }

    #[test]
    fn flags_beside_the_count_are_left_alone() {
        let flags = 0x1234_5678 << 32;
        assert_eq!(counted(Counting::Capped, flags + 9), (flags + 10, flags + 8));
    }

    #[test]
    fn only_known_layouts_are_counted_inline() {
        assert_eq!(Counting::of(&CPYTHON), Counting::Word);
        assert_eq!(Counting::of(&Interpreter { version: (3, 16), ..CPYTHON }), Counting::Asked);
        assert_eq!(Counting::of(&Interpreter { header_words: 4, ..CPYTHON }), Counting::Asked);
        assert_eq!(Counting::of(&Interpreter { counts_references: true, ..CPYTHON }), Counting::Asked);
        let pypy = Interpreter { runtime: Runtime::PyPy, header_words: 3, ..CPYTHON };
        assert_eq!(Counting::of(&pypy), Counting::Word);
        assert_eq!(Counting::of(&Interpreter { header_words: 2, ..pypy }), Counting::Asked);
        assert_eq!(Counting::of(&Interpreter { runtime: Runtime::GraalPy, ..CPYTHON }), Counting::Asked);
    }
}
