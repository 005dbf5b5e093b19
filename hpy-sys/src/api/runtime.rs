//! Which interpreter this is and through which door the file came in, found out once, before anything else runs.

use std::sync::atomic::{AtomicU8, AtomicU16, AtomicUsize, Ordering::Relaxed};

use super::context::ContextRef;
use super::identify::{header_words, identify};
use super::load_error::LoadError;
use super::{address, holding, pending_on_pypy, shortcut, stack_room, trampoline};
use crate::capi;
use crate::learnt::Learnt;

/// Whose interpreter runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Runtime {
    /// CPython, with hpy or through our own door.
    CPython = 0,
    /// PyPy.
    PyPy = 1,
    /// GraalPy.
    GraalPy = 2,
}

/// How the interpreter loaded the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Door {
    /// By the interpreter's HPy.
    HPy = 1,
    /// By `PyInit_NAME`: the context table is inside the file.
    Own = 2,
}

impl Door {
    /// As messages call it.
    fn words(self) -> &'static str {
        match self {
            Door::HPy => "the interpreter's HPy",
            Door::Own => "its own PyInit function",
        }
    }
}

/// Whether this is a build for CPython alone, so that [`runtime`] and what depends on it are known when it is compiled.
pub const IS_FOR_CPYTHON: bool = capi::IS_LINKED;

/// Whether the file has a door of its own beside HPy's; else [`door`] is known when it is compiled.
pub(crate) const HAS_OWN_DOOR: bool = cfg!(feature = "own-door");

/// Whether the value of a float is read in place, without a call.
pub const READS_FLOATS: bool = capi::KNOWN.is_some();

/// Words to add to the place of entries from 244 on: 0 or 1.
static SHIFT: AtomicUsize = AtomicUsize::new(0);
static RUNTIME: AtomicU8 = AtomicU8::new(Runtime::CPython as u8);
/// Major version in the high byte, minor in the low one.
static VERSION: AtomicU16 = AtomicU16::new(0);
/// What [`runs_in`] compares with; 0 until [`initialise`] succeeded.
static PLACE: AtomicU8 = AtomicU8::new(0);
/// See [`threads_are_free`].
static THREADS_ARE_FREE: Learnt<bool> = Learnt::new(false);
/// 0 until [`initialise`] succeeded.
static DOOR: AtomicU8 = AtomicU8::new(0);

/// Whose interpreter runs; CPython until that is found out, when a module first executes.
#[inline]
pub fn runtime() -> Runtime {
    if capi::IS_LINKED {
        return Runtime::CPython;
    }
    match RUNTIME.load(Relaxed) {
        1 => Runtime::PyPy,
        2 => Runtime::GraalPy,
        _ => Runtime::CPython,
    }
}

/// The version of Python, `(3, 11)`; `(0, 0)` until that is found out.
#[inline]
pub fn python_version() -> (u8, u8) {
    if let Some(known) = capi::KNOWN {
        return known.version;
    }
    let [major, minor] = VERSION.load(Relaxed).to_be_bytes();
    (major, minor)
}

/// The door the file came in by; HPy's until [`initialise`] succeeded.
#[inline]
pub(super) fn door() -> Door {
    let is_own = capi::IS_LINKED || (HAS_OWN_DOOR && DOOR.load(Relaxed) == Door::Own as u8);
    if is_own { Door::Own } else { Door::HPy }
}

/// Whether the file came into this interpreter by this door.
#[inline]
pub(super) fn runs_in(runtime: Runtime, door: Door) -> bool {
    if capi::IS_LINKED {
        return runtime == Runtime::CPython && door == Door::Own;
    }
    (HAS_OWN_DOOR || door == Door::HPy) && PLACE.load(Relaxed) == place(runtime, door)
}

/// Whether threads can come to a value at the same time: on a CPython that is built for that, and through the HPy of GraalPy, which lets
/// values go on a thread of its own. The lock of that CPython is on as long as a file of ours is loaded, so this is for those who
/// do not rely on it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every borrow")]
pub fn threads_are_free() -> bool {
    match capi::KNOWN {
        Some(interpreter) => interpreter.is_free_threaded(),
        None => THREADS_ARE_FREE.get(),
    }
}

/// Whether [`threads_are_free`] somewhere, of the interpreters that this file is for: a file within the stable ABI is for none of
/// those.
pub const THREADS_MAY_BE_FREE: bool = match capi::KNOWN {
    Some(interpreter) => interpreter.is_free_threaded(),
    None => !capi::IS_LINKED,
};

/// Both in one byte.
const fn place(runtime: Runtime, door: Door) -> u8 {
    (door as u8) << 4 | runtime as u8
}

/// How many words entries from 244 on are later than in HPy 0.9.0's table.
#[cfg(not(feature = "cpython"))]
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call through such an entry")]
pub(super) fn shift() -> usize {
    SHIFT.load(Relaxed)
}

/// For tests with tables of their own.
#[cfg(all(test, not(feature = "cpython")))]
pub(super) fn set_shift(words: usize) {
    SHIFT.store(words, Relaxed);
}

/// Finds out the interpreter; the first thing to do in a module's exec slot, by either door.
///
/// The exec slot that [`hpy_init`](super::hpy_init) and [`py_init`](super::py_init) make does it before it calls the
/// module's own function. Doing it again is allowed and cheap.
///
/// # Errors
///
/// When the file is loaded through the other door or in another mode already, this is a sub-interpreter, or the interpreter is not one whose
/// layout is known. No exception is pending then.
///
/// # Safety
///
/// `ctx` is the context of the running call and belongs to `door`.
pub(super) unsafe fn initialise(ctx: ContextRef, door: Door) -> Result<(), LoadError> {
    refuse_other_door(door)?;
    if trampoline::was_loaded_in_other_mode() {
        return Err(LoadError::OtherMode);
    }
    // SAFETY: a ContextRef points at a live table, and the header is the same in both layouts.
    let abi_version = unsafe { (*ctx.as_raw()).abi_version };
    if abi_version != 0 {
        return Err(LoadError::AbiVersion(abi_version));
    }
    if DOOR.load(Relaxed) != 0 {
        // It is what it was, whatever Python code has made of `sys` since.
        // SAFETY: the C API was loaded then; who has a context holds the interpreter's lock.
        return unsafe { refuse_second_interpreter() };
    }
    // SAFETY: the caller's context.
    let (name, version) = unsafe { identify(ctx) }?;
    capi::load_to_ask()?;
    // SAFETY: loaded just now; who has a context holds the interpreter's lock.
    let runtime = unsafe { capi::runtime_called(&name, version) }?;
    if door == Door::HPy {
        capi::load_partial(runtime)?;
    }
    // SAFETY: the C API is loaded, by us or by `py_init`; who has a context holds the interpreter's lock.
    let told = unsafe { capi::version_of(runtime) };
    let version = told.map_or(version, |(major, minor)| (major.into(), minor.into()));
    // SAFETY: as above.
    unsafe { refuse_second_interpreter() }?;
    if door == Door::HPy && runtime == Runtime::CPython {
        // SAFETY: the caller's context.
        let words = unsafe { header_words(ctx) }?;
        // SAFETY: who has a context holds the interpreter's lock.
        unsafe { address::set_header_words(words) };
    }
    let byte = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
    RUNTIME.store(runtime as u8, Relaxed);
    VERSION.store(u16::from_be_bytes([byte(version.0), byte(version.1)]), Relaxed);
    SHIFT.store(shift_of(runtime, version), Relaxed);
    // SAFETY: the caller's context; the C API was loaded above or by `py_init`.
    unsafe { address::learn(ctx, runtime, door) };
    // SAFETY: as above.
    unsafe { shortcut::learn(ctx, door) };
    // SAFETY: as above.
    unsafe { holding::learn() };
    // SAFETY: as above.
    unsafe { stack_room::learn() };
    let version = (byte(version.0), byte(version.1));
    let are_free = capi::is_free_threaded(runtime, version, address::header_words())
        || (runtime == Runtime::GraalPy && door == Door::HPy);
    // SAFETY: who has a context holds the interpreter's lock.
    unsafe { THREADS_ARE_FREE.set(are_free) };
    PLACE.store(place(runtime, door), Relaxed);
    DOOR.store(door as u8, Relaxed);
    // SAFETY: as above, of an interpreter that is known by now.
    unsafe { pending_on_pypy::learn(ctx) }.inspect_err(|_| DOOR.store(0, Relaxed))
}

/// Fails in any interpreter of a process but the main one.
///
/// # Safety
///
/// The C API is loaded, and the interpreter's lock is held.
unsafe fn refuse_second_interpreter() -> Result<(), LoadError> {
    // SAFETY: the caller's promise.
    match unsafe { capi::interpreter_id() } {
        Some(id @ 1..) => Err(LoadError::SubInterpreter(id)),
        _ => Ok(()),
    }
}

/// Whether [`initialise`] has succeeded.
#[cfg(feature = "cpython")]
pub(super) fn is_initialised() -> bool {
    DOOR.load(Relaxed) != 0
}

/// Fails if the file is in use through the other door: what it keeps in statics belongs to that one.
///
/// # Errors
///
/// [`LoadError::OtherDoor`].
pub(super) fn refuse_other_door(door: Door) -> Result<(), LoadError> {
    let first = DOOR.load(Relaxed);
    if first == 0 || first == door as u8 { Ok(()) } else { Err(LoadError::OtherDoor(self::door().words())) }
}

/// How many words the table of an interpreter is shifted.
fn shift_of(runtime: Runtime, version: (i64, i64)) -> usize {
    usize::from(runtime == Runtime::PyPy && version >= (3, 11))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pypy_from_3_11_is_shifted() {
        assert_eq!(shift_of(Runtime::CPython, (3, 13)), 0);
        assert_eq!(shift_of(Runtime::GraalPy, (3, 11)), 0);
        assert_eq!(shift_of(Runtime::PyPy, (3, 10)), 0);
        assert_eq!(shift_of(Runtime::PyPy, (3, 11)), 1);
        assert_eq!(shift_of(Runtime::PyPy, (3, 12)), 1);
    }
}
