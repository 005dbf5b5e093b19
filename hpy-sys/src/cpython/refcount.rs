//! References: taken and given up inline where the layout of the count is known, by a C function everywhere else.
//!
//! Duplicating and closing handles are the calls made most; a C function for each costs as much again as the rest of a
//! short call.

use crate::abi::{HPy, HPyContext, PyObject};
use crate::api::Runtime;
use crate::capi::{Interpreter, KNOWN, Py_DecRef, Py_IncRef};
use crate::cpython::entry::Hand;
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

static COUNTING: Learnt<Counting> = Learnt::new(Counting::Asked);

impl Counting {
    /// What the one interpreter does that the file is for.
    const KNOWN: Option<Self> = match &KNOWN {
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
        let (limit, floor) = match self {
            Self::Asked => (0, i32::MAX),
            Self::Word | Self::Saturating => (u32::MAX, 1),
            Self::Capped => (CAP, 1),
        };
        // SAFETY: the caller's promise, here and below.
        unsafe { COUNTING.set(self) };
        // SAFETY: as above.
        unsafe { LIMIT.set(limit) };
        // SAFETY: as above.
        unsafe { FLOOR.set(floor) };
    }

    #[inline(always)]
    fn chosen() -> Self {
        Self::KNOWN.unwrap_or_else(|| COUNTING.get())
    }

    /// # Safety
    ///
    /// The entry contract; `object` is live and counts like this.
    #[inline(always)]
    unsafe fn retain(self, object: *mut PyObject) {
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
    unsafe fn release(self, object: *mut PyObject) {
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

/// A count below it is that of an object which one more reference is taken of by adding one. 0 where nothing is known.
static LIMIT: Learnt<u32> = Learnt::new(0);

/// A count above it, as a signed number, is that of an object which a reference is given up of by subtracting one.
static FLOOR: Learnt<i32> = Learnt::new(i32::MAX);

/// Whether an object may be looked at before anything is known of the interpreter: CPython's always have a count.
const HAVE_COUNTS: bool = cfg!(feature = "cpython");

/// Takes a reference.
///
/// # Safety
///
/// The entry contract; `object` is live.
#[inline(always)]
pub(crate) unsafe fn retain(object: *mut PyObject) {
    if let Some(known) = Counting::KNOWN {
        // SAFETY: the caller's promise; chosen for this interpreter by the build.
        return unsafe { known.retain(object) };
    }
    if is_wide() {
        // SAFETY: the caller's promise; chosen for this interpreter at load.
        return unsafe { Counting::Word.retain(object) };
    }
    let (limit, count) = (LIMIT.get(), object.cast::<u32>());
    if HAVE_COUNTS || limit != 0 {
        // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
        let now = unsafe { count.read() };
        if now < limit {
            // SAFETY: as above.
            return unsafe { count.write(now + 1) };
        }
    }
    // SAFETY: the caller's promise.
    unsafe { retain_otherwise(object) };
}

/// Whether counts are written as words, where others do so soon: what is read is not at hand if a part of it was just written. In
/// a file for the stable ABI nobody else does.
#[inline(always)]
fn is_wide() -> bool {
    !HAVE_COUNTS && COUNTING.get() == Counting::Word
}

/// An object that counts in another way, or not any more.
#[cold]
#[inline(never)]
unsafe extern "C" fn retain_otherwise(object: *mut PyObject) {
    // SAFETY: the caller's promise; chosen for this interpreter at load.
    unsafe { Counting::chosen().retain(object) };
}

/// Gives up a reference; this may run any Python code.
///
/// # Safety
///
/// The entry contract; the reference is the caller's own.
#[inline(always)]
pub(crate) unsafe fn release(object: *mut PyObject) {
    if let Some(known) = Counting::KNOWN {
        // SAFETY: the caller's promise; chosen for this interpreter by the build.
        return unsafe { known.release(object) };
    }
    if is_wide() {
        // SAFETY: the caller's promise; chosen for this interpreter at load.
        return unsafe { Counting::Word.release(object) };
    }
    let (floor, count) = (FLOOR.get(), object.cast::<i32>());
    if HAVE_COUNTS || floor != i32::MAX {
        // SAFETY: the first half word of a live object, changed under the interpreter's lock only.
        let now = unsafe { count.read() };
        if now > floor {
            // SAFETY: as above.
            return unsafe { count.write(now - 1) };
        }
    }
    // SAFETY: the caller's promise.
    unsafe { release_otherwise(object) };
}

/// Gives up a reference if that is known not to be the last one, so that nothing runs. Says whether it did.
///
/// # Safety
///
/// As for [`release`].
pub(crate) unsafe fn release_unless_last(object: *mut PyObject) -> bool {
    let is_shared = match Counting::chosen() {
        Counting::Asked => false,
        // SAFETY: the first word of a live object, which is its count.
        Counting::Word => unsafe { object.cast::<usize>().read() > 1 },
        // SAFETY: as above, half a word.
        Counting::Saturating | Counting::Capped => unsafe { object.cast::<u32>().read() > 1 },
    };
    if is_shared {
        // SAFETY: the caller's promise.
        unsafe { release(object) };
    }
    is_shared
}

/// The last reference, or an object that counts in another way, or not any more.
#[cold]
#[inline(never)]
unsafe extern "C" fn release_otherwise(object: *mut PyObject) {
    // SAFETY: the caller's promise; chosen for this interpreter at load.
    unsafe { Counting::chosen().release(object) };
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

/// A reference that is given up at the end of its scope.
#[derive(Debug)]
pub(super) struct Owned(*mut PyObject);

impl Owned {
    /// Takes over a C function's result; `None` if it failed.
    ///
    /// # Safety
    ///
    /// The entry contract for as long as the result lives; `object` is a new reference or null.
    pub(super) unsafe fn new(object: *mut PyObject) -> Option<Self> {
        if object.is_null() { None } else { Some(Self(object)) }
    }

    pub(super) fn object(&self) -> *mut PyObject {
        self.0
    }

    /// Hands the reference on.
    pub(super) fn into_object(self) -> *mut PyObject {
        std::mem::ManuallyDrop::new(self).0
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Where nothing is known when it is compiled, one call: none of those that are short for their speed owns anything.
        if HAVE_COUNTS {
            // SAFETY: `new`'s caller promised the contract and a reference, which nothing else gives up.
            unsafe { release(self.0) };
        } else {
            // SAFETY: as above.
            unsafe { release_otherwise(self.0) };
        }
    }
}

/// `HPy_Dup`, where it is called and not asked for in a table.
#[cfg(feature = "cpython")]
#[inline(always)]
pub(crate) unsafe extern "C-unwind" fn ctx_Dup(_ctx: *mut HPyContext, handle: HPy) -> HPy {
    if !handle.is_null() {
        // SAFETY: the entry contract.
        unsafe { retain(handle.hand()) };
    }
    handle
}

/// `HPy_Close`, where it is called and not asked for in a table.
#[cfg(feature = "cpython")]
#[inline(always)]
pub(crate) unsafe extern "C-unwind" fn ctx_Close(_ctx: *mut HPyContext, handle: HPy) {
    if !handle.is_null() {
        // SAFETY: the entry contract: handles are closed once.
        unsafe { release(handle.hand()) };
    }
}

#[cfg(not(feature = "cpython"))]
unsafe extern "C" fn dup<const COUNTING: u8>(_ctx: *mut HPyContext, handle: HPy) -> HPy {
    if !handle.is_null() {
        // SAFETY: the entry contract; `fill` chose the function for this interpreter.
        unsafe { const { named(COUNTING) }.retain(handle.hand()) };
    }
    handle
}

#[cfg(not(feature = "cpython"))]
unsafe extern "C" fn close<const COUNTING: u8>(_ctx: *mut HPyContext, handle: HPy) {
    if !handle.is_null() {
        // SAFETY: the entry contract: handles are closed once; `fill` chose the function for this interpreter.
        unsafe { const { named(COUNTING) }.release(handle.hand()) };
    }
}

#[cfg(not(feature = "cpython"))]
const fn named(counting: u8) -> Counting {
    match counting {
        1 => Counting::Word,
        2 => Counting::Saturating,
        3 => Counting::Capped,
        _ => Counting::Asked,
    }
}

/// Puts the two entries into `table`, in the version for this interpreter.
///
/// # Safety
///
/// `table` may be written to and nothing reads it yet.
#[cfg(not(feature = "cpython"))]
pub(super) unsafe fn fill(table: *mut HPyContext, counting: Counting) {
    type Pair = (unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy, unsafe extern "C" fn(*mut HPyContext, HPy));
    let (dup, close): Pair = match counting {
        Counting::Asked => (dup::<0>, close::<0>),
        Counting::Word => (dup::<1>, close::<1>),
        Counting::Saturating => (dup::<2>, close::<2>),
        Counting::Capped => (dup::<3>, close::<3>),
    };
    // SAFETY: the caller's promise.
    unsafe { (*table).ctx_Dup = dup };
    // SAFETY: as above.
    unsafe { (*table).ctx_Close = close };
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
    fn nothing_is_given_up_when_a_call_failed() {
        // SAFETY: null is no reference; were it given up, the test would crash.
        assert!(unsafe { Owned::new(std::ptr::null_mut()) }.is_none());
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
