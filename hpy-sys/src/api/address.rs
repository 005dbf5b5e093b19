//! Where the object of a handle is, where a handle is its address or a constant more.
//!
//! It is the address behind our own door, but in its debug mode, and the address and one in hpy 0.9's mode without checks on
//! CPython. That is all that hpy does with a call there: it makes handles of the objects in it, and an object of the handle
//! that comes back. So our trampolines do it themselves, past hpy, and arrays of arguments stay where they are. In other
//! modes, where handles are watched, hpy is asked.

use std::ffi::CStr;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering::Relaxed};

use super::context::ContextRef;
use super::functions::{
    HPy_AsPyObject, HPy_Close, HPy_FromPyObject, h_BaseObjectType, h_False, h_None, h_True, h_TypeType,
};
use super::runtime::{Door, Runtime};
use crate::abi::{HPy, HPyContext, PyObject};
use crate::learnt::Learnt;
use crate::{capi, cpython};

/// What the table of hpy on CPython calls itself in the mode without checks.
const PLAIN_HPY: &CStr = c"HPy Universal ABI (CPython backend)";
/// And that of PyPy.
const PLAIN_HPY_OF_PYPY: &CStr = c"HPy Universal ABI (PyPy backend)";
/// How far its handles are from the addresses of their objects.
const OF_HPY: isize = 1;
/// How many words the header of an object has on a CPython with its lock: a count and the type.
const WITH_LOCK: usize = 2;

/// How far handles are from the addresses of their objects: 0 or [`OF_HPY`].
static DISTANCE: Learnt<isize> = Learnt::new(0);
/// See [`handles_are_addresses`].
static ADDRESSES: AtomicBool = AtomicBool::new(false);
/// See [`handles_last`].
static LASTING: AtomicBool = AtomicBool::new(false);
/// See [`is_direct`].
static DIRECT: Learnt<bool> = Learnt::new(false);
/// See [`have_headers`]; of PyPy alone.
static HAVE_HEADERS: Learnt<bool> = Learnt::new(false);
/// The context to call entries with, past hpy; null where hpy must be asked.
static PAST_HPY: Learnt<*mut HPyContext> = Learnt::new(ptr::null_mut());
/// The context of all calls by HPy's door, in a mode without checks of CPython or PyPy; else null.
static OF_ALL_CALLS: AtomicPtr<HPyContext> = AtomicPtr::new(ptr::null_mut());
/// How many words an object's header has.
static HEADER_WORDS: Learnt<usize> = Learnt::new(WITH_LOCK);
/// Where an object has its type, counted from a handle of it in bytes; 0 where that is not known.
static TYPE: Learnt<isize> = Learnt::new(0);

/// Learns what handles are, if they are addresses in the mode that this is.
///
/// # Safety
///
/// `ctx` is the context of the running call, of that interpreter and door; the C API is loaded as far as that door needs it,
/// and the words of an object's header are set.
pub(super) unsafe fn learn(ctx: ContextRef, runtime: Runtime, door: Door) {
    let plain = match (door, runtime) {
        (Door::Own, _) => cpython::PLAIN,
        (Door::HPy, Runtime::PyPy) => PLAIN_HPY_OF_PYPY,
        (Door::HPy, _) => PLAIN_HPY,
    };
    // SAFETY: a ContextRef points at a live table, and the header is the same in both layouts.
    let name = unsafe { (*ctx.as_raw()).name };
    // SAFETY: HPy's name of a table is a C string.
    let is_plain = capi::IS_LINKED || (!name.is_null() && unsafe { CStr::from_ptr(name) } == plain);
    if !is_plain {
        return;
    }
    if door == Door::HPy {
        OF_ALL_CALLS.store(ctx.as_raw(), Relaxed);
    }
    if (door, runtime) == (Door::HPy, Runtime::PyPy) {
        LASTING.store(true, Relaxed);
        return;
    }
    let distance = if door == Door::Own { 0 } else { OF_HPY };
    let constants = [h_None, h_True, h_False, h_BaseObjectType, h_TypeType].map(|constant| {
        // SAFETY: the caller's promise.
        unsafe { constant(ctx) }
    });
    // SAFETY: the caller's promise; open handles of the context.
    if !constants.into_iter().all(|handle| unsafe { is_at(distance, ctx, handle) }) {
        return;
    }
    // SAFETY: who has a context holds the interpreter's lock, here and below.
    unsafe { DISTANCE.set(distance) };
    ADDRESSES.store(true, Relaxed);
    LASTING.store(true, Relaxed);
    if runtime == Runtime::GraalPy {
        return;
    }
    let last_word = (header_words() - 1) * size_of::<usize>();
    // SAFETY: as above.
    unsafe { TYPE.set(last_word.cast_signed() - distance) };
    // SAFETY: the caller's promise.
    let type_type = unsafe { h_TypeType(ctx) };
    // SAFETY: a constant of the context. The type of `type` is `type`.
    if unsafe { type_of(type_type) }.0 != type_type.0 {
        // SAFETY: as above.
        unsafe { TYPE.set(0) };
        return;
    }
    if runtime == Runtime::CPython {
        // SAFETY: as above.
        unsafe { DIRECT.set(header_words() == WITH_LOCK) };
    }
    // SAFETY: as above.
    unsafe { HAVE_HEADERS.set(runtime == Runtime::PyPy) };
    if door == Door::HPy {
        // SAFETY: as above.
        unsafe { PAST_HPY.set(ctx.as_raw()) };
    }
}

/// Whether a handle is so far from the address of its object.
///
/// # Safety
///
/// As for [`learn`]; the handle is open, and its object stays for ever.
unsafe fn is_at(distance: isize, ctx: ContextRef, handle: HPy) -> bool {
    // SAFETY: the caller's promise; a new reference.
    let object = unsafe { HPy_AsPyObject(ctx, handle) };
    // SAFETY: as above; a live object.
    let again = unsafe { HPy_FromPyObject(ctx, object) };
    let is_there = handle.0 == again.0 && handle.0 == object as isize + distance;
    // SAFETY: a new handle, closed once.
    unsafe { HPy_Close(ctx, again) };
    // SAFETY: a new reference, given up once.
    unsafe { capi::Py_DecRef(object) };
    is_there
}

/// Sets how many words an object's header has.
///
/// # Safety
///
/// The interpreter's lock is held.
pub(crate) unsafe fn set_header_words(words: usize) {
    // SAFETY: the caller's promise.
    unsafe { HEADER_WORDS.set(words) };
}

/// How many words an object's header has; behind HPy's door on CPython only.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a class")]
pub(crate) fn header_words() -> usize {
    match capi::KNOWN {
        Some(interpreter) => interpreter.header_words,
        None => HEADER_WORDS.get(),
    }
}

/// Whether a handle leads to its object.
#[inline]
pub fn handles_are_addresses() -> bool {
    capi::IS_LINKED || ADDRESSES.load(Relaxed)
}

/// Whether a handle that nobody closes can be used in later calls, too: where handles are addresses, and in the mode without checks
/// of PyPy's HPy, where they are places in one list, which are not given to others before.
#[inline]
pub fn handles_last() -> bool {
    capi::IS_LINKED || LASTING.load(Relaxed)
}

/// The context of all calls by HPy's door, where handles last and so do contexts.
pub(super) fn context_of_all_calls() -> Option<ContextRef> {
    let raw = OF_ALL_CALLS.load(Relaxed);
    // SAFETY: it was learnt from a context in a mode that has only this one, which stays for ever.
    (!raw.is_null()).then(|| unsafe { ContextRef::from_raw(raw) })
}

/// Whether there are short cuts, of CPython with its lock: handles are addresses, so that two of one object are equal, and
/// what is borrowed from a container stays.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub fn is_direct() -> bool {
    match capi::KNOWN {
        Some(interpreter) => interpreter.header_words == WITH_LOCK,
        None => DIRECT.get(),
    }
}

/// Whether objects are looked at in place: [where there are short cuts](is_direct), and on PyPy behind our own door. There an
/// object's header tells its type, and one object has one address as long as somebody has a reference to that.
#[inline]
pub fn have_headers() -> bool {
    is_direct() || (!capi::IS_LINKED && HAVE_HEADERS.get())
}

/// The context to call an entry with, past hpy; `None` where hpy must be asked, and behind our own door.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn past_hpy() -> Option<ContextRef> {
    if capi::IS_LINKED {
        return None;
    }
    let context = PAST_HPY.get();
    // SAFETY: not null, so one that `learn` was given, and hpy's contexts live for ever.
    (!context.is_null()).then(|| unsafe { ContextRef::from_raw(context) })
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn distance() -> isize {
    if capi::IS_LINKED { 0 } else { DISTANCE.get() }
}

/// The handle of an object, null of null, where handles are addresses.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub(super) fn handle_of(object: *mut PyObject) -> HPy {
    if object.is_null() { HPy::NULL } else { HPy(object as isize + distance()) }
}

/// As [`handle_of`], of an object that there is.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub(super) fn handle_of_live(object: *mut PyObject) -> HPy {
    HPy(object as isize + distance())
}

/// The object of a handle, where handles are addresses.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every short cut")]
pub(super) fn object_of(handle: HPy) -> *mut PyObject {
    (handle.0 - distance()) as *mut PyObject
}

/// As [`handle_of`], in a call past hpy.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn handle_of_hpy(object: *mut PyObject) -> HPy {
    HPy(object as isize + if object.is_null() { 0 } else { OF_HPY })
}

/// As [`object_of`], in a call past hpy; null of null.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn object_of_hpy(handle: HPy) -> *mut PyObject {
    (handle.0 - if handle.is_null() { 0 } else { OF_HPY }) as *mut PyObject
}

/// The handle of an argument that an array has.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub fn argument(in_array: HPy) -> HPy {
    HPy(in_array.0 + distance())
}

/// What an array of arguments has for a handle: for arrays made by others than the interpreter.
pub fn in_array(handle: HPy) -> HPy {
    HPy(handle.0 - distance())
}

/// The handle of a new reference, which it takes over; null of null.
///
/// # Safety
///
/// `ctx` is the context of the running call; the reference is owned and given up.
#[inline]
pub(super) unsafe fn adopt(ctx: ContextRef, object: *mut PyObject) -> HPy {
    if handles_are_addresses() || object.is_null() {
        return handle_of(object);
    }
    // SAFETY: a live object; the handle gets a reference of its own.
    let handle = unsafe { HPy_FromPyObject(ctx, object) };
    // SAFETY: the caller's reference, given up once.
    unsafe { capi::Py_DecRef(object) };
    handle
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call with an argument of a class")]
fn place_of_type() -> isize {
    match capi::KNOWN {
        Some(_) => ((header_words() - 1) * size_of::<usize>()).cast_signed(),
        None => TYPE.get(),
    }
}

/// What an object has in its header for its type, as an [array](in_array) would have it.
///
/// # Safety
///
/// The object is an open handle, and handles lead to objects. Where that is a build's own knowledge, and where the type is in a
/// header was not learnt, it is another word of the header.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call with an argument of a class")]
pub unsafe fn type_word(object: HPy) -> HPy {
    let word = (object.0 + place_of_type()) as *const isize;
    // SAFETY: the last word of a live object's header is the address of its type.
    HPy(unsafe { *word })
}

/// The type of an object, borrowed from it; null where it must be asked for.
///
/// # Safety
///
/// The object is an open handle.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads, where a call is to be saved")]
pub unsafe fn type_of(object: HPy) -> HPy {
    let place = place_of_type();
    if place == 0 {
        return HPy::NULL;
    }
    let word = (object.0 + place) as *const isize;
    // SAFETY: the last word of a live object's header is the address of its type.
    argument(HPy(unsafe { *word }))
}
