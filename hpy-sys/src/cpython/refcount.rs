//! References: taken and given up inline where the layout of the count is known, by a C function everywhere else.
//!
//! Duplicating and closing handles are the calls made most; a C function for each costs as much again as the rest of a
//! short call.

use crate::abi::{HPy, HPyContext, PyObject};
use crate::cpython::counting::{Counting, HAVE_COUNTS, InlineCount};
use crate::cpython::entry::Hand;

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
    let chosen = InlineCount::chosen();
    // SAFETY: the caller's promise; chosen for this interpreter at load.
    if !unsafe { chosen.try_retain(object) } {
        // SAFETY: as above.
        unsafe { chosen.retain_otherwise(object) };
    }
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
    let chosen = InlineCount::chosen();
    // SAFETY: the caller's promise; chosen for this interpreter at load.
    if !unsafe { chosen.try_release(object) } {
        // SAFETY: as above.
        unsafe { chosen.release_otherwise(object) };
    }
}

/// Gives up a reference if that is known not to be the last one, so that nothing runs. Says whether it did.
///
/// # Safety
///
/// As for [`release`].
pub(crate) unsafe fn release_unless_last(object: *mut PyObject) -> bool {
    let is_shared = match InlineCount::chosen().counting() {
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
            unsafe { InlineCount::chosen().release_otherwise(self.0) };
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

    #[test]
    fn nothing_is_given_up_when_a_call_failed() {
        // SAFETY: null is no reference; were it given up, the test would crash.
        assert!(unsafe { Owned::new(std::ptr::null_mut()) }.is_none());
    }
}
