//! Calls that go straight from CPython to our entries, past hpy.
//!
//! All that hpy does with a call is to make handles of the objects in it, and an object of the handle that comes back. In
//! the mode without checks a handle is the address of its object and one; where that was seen to be so, our trampolines do
//! it themselves, and arrays of arguments stay where they are. In the other modes, where handles are watched, hpy is asked.

use std::ptr;
use std::sync::atomic::{AtomicIsize, AtomicPtr, Ordering::Relaxed};

use super::context::ContextRef;
use super::functions::{HPy_AsPyObject, HPy_Close, HPy_FromPyObject, h_BaseObjectType, h_False, h_None, h_True};
use super::runtime::handles_are_addresses;
use crate::abi::{HPy, HPyContext, PyObject};
use crate::capi;

/// How far a handle of hpy's is from the address of its object.
const DISTANCE: isize = 1;

/// The context to call entries with; null where hpy must be asked.
static CONTEXT: AtomicPtr<HPyContext> = AtomicPtr::new(ptr::null_mut());

/// How far the handles of arguments are from what an array of them has.
static IN_ARRAYS: AtomicIsize = AtomicIsize::new(0);

/// Finds out whether handles are what is expected of them, and if so lets calls go past hpy from now on.
///
/// # Safety
///
/// `ctx` is the context of the running call, hpy's in the mode without checks, and that of trampolines; the C API is loaded;
/// the header of an object has that many words.
pub(super) unsafe fn learn(ctx: ContextRef, header_words: usize) {
    let constants = [h_None, h_True, h_False, h_BaseObjectType].map(|constant| {
        // SAFETY: the caller's promise.
        unsafe { constant(ctx) }
    });
    // SAFETY: the caller's promise; open handles of the context.
    if constants.into_iter().all(|handle| unsafe { is_next_to_its_object(ctx, handle) }) {
        IN_ARRAYS.store(DISTANCE, Relaxed);
        learn_header(header_words);
        CONTEXT.store(ctx.as_raw(), Relaxed);
    }
}

/// # Safety
///
/// As for [`learn`]; the handle is open, and its object stays for ever.
unsafe fn is_next_to_its_object(ctx: ContextRef, handle: HPy) -> bool {
    // SAFETY: the caller's promise; a new reference.
    let object = unsafe { HPy_AsPyObject(ctx, handle) };
    // SAFETY: as above; a live object.
    let again = unsafe { HPy_FromPyObject(ctx, object) };
    let is_next = handle.0 == again.0 && handle.0 == handle_of(object).0;
    // SAFETY: a new handle, closed once.
    unsafe { HPy_Close(ctx, again) };
    // SAFETY: a new reference, given up once.
    unsafe { capi::Py_DecRef(object) };
    is_next
}

/// The context to call an entry with; `None` where hpy must be asked.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn context() -> Option<ContextRef> {
    if capi::IS_LINKED {
        return None;
    }
    let context = CONTEXT.load(Relaxed);
    // SAFETY: not null, so one that `learn` was given, and hpy's contexts live for ever.
    (!context.is_null()).then(|| unsafe { ContextRef::from_raw(context) })
}

/// The handle of an object, null of null.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn handle_of(object: *mut PyObject) -> HPy {
    HPy(object as isize + if object.is_null() { 0 } else { DISTANCE })
}

/// The object of a handle, null of null.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn object_of(handle: HPy) -> *mut PyObject {
    (handle.0 - if handle.is_null() { 0 } else { DISTANCE }) as *mut PyObject
}

/// The handle of an argument that an array has.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub fn argument(in_array: HPy) -> HPy {
    HPy(in_array.0 + distance_in_arrays())
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
fn distance_in_arrays() -> isize {
    if capi::IS_LINKED { 0 } else { IN_ARRAYS.load(Relaxed) }
}

/// The handle of a new reference, which it takes over; null of null.
///
/// # Safety
///
/// `ctx` is the context of the running call; the reference is owned and given up.
#[inline]
pub(super) unsafe fn adopt(ctx: ContextRef, object: *mut PyObject) -> HPy {
    if handles_are_addresses() {
        return HPy(object as isize);
    }
    if context().is_some() || object.is_null() {
        return handle_of(object);
    }
    // SAFETY: a live object; the handle gets a reference of its own.
    let handle = unsafe { HPy_FromPyObject(ctx, object) };
    // SAFETY: the caller's reference, given up once.
    unsafe { capi::Py_DecRef(object) };
    handle
}

/// Where an object has its type, counted from a handle of it in bytes; 0 where that is not known.
static TYPE: AtomicIsize = AtomicIsize::new(0);

/// Learns where objects have their type: in the last word of their header.
pub(crate) fn learn_header(words: usize) {
    let last_word = (words - 1) * size_of::<usize>();
    TYPE.store(last_word.cast_signed() - distance_in_arrays(), Relaxed);
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call with an argument of a class")]
fn place_of_type() -> isize {
    match capi::KNOWN {
        Some(interpreter) => ((interpreter.header_words - 1) * size_of::<usize>()).cast_signed(),
        None => TYPE.load(Relaxed),
    }
}

/// Whether the header of an object says that its type is `kind`; false where that cannot be read.
///
/// # Safety
///
/// Both are open handles; `kind` may be null.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call with an argument of a class")]
pub unsafe fn has_type(object: HPy, kind: HPy) -> bool {
    let place = place_of_type();
    if place == 0 {
        return false;
    }
    let word = (object.0 + place) as *const isize;
    // SAFETY: the last word of a live object's header is the address of its type.
    argument(HPy(unsafe { *word })).0 == kind.0
}

/// What an array of arguments has for a handle: for arrays made by others than the interpreter.
pub fn in_array(handle: HPy) -> HPy {
    HPy(handle.0 - distance_in_arrays())
}
