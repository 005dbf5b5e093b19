//! What becomes of a handle or a context that is used in a way that it is not good for: it is told, with the places where
//! it was made, closed and used, and the process ends, unless somebody wanted to be called instead. Then `None` takes the
//! place of what is not there any more, so that the call can go on.

use std::ffi::CString;
use std::fmt::Write;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use super::contexts::plain;
use super::handles::{self, Misuse, State};
use super::trace::Trace;
use crate::abi::{HPy, PyObject};
use crate::capi::{
    PyErr_Clear, PyErr_Fetch, PyErr_Restore, PyErr_WriteUnraisable, PyImport_ImportModule, PyObject_GetAttrString,
    PyUnicode_AsUTF8AndSize, PyUnicode_FromString,
};
use crate::cpython::call::call;
use crate::cpython::entry::Hand;
use crate::cpython::refcount::{Owned, release, retain};

/// What is called instead of the end of the process; owned, or null.
static HOOK: AtomicPtr<PyObject> = AtomicPtr::new(ptr::null_mut());

/// The Python module that knows what frames mean.
const HELPER: &std::ffi::CStr = c"hpy_rs_debug";

/// Sets what is called, or with null nothing.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn set_hook(hook: *mut PyObject) {
    if !hook.is_null() {
        // SAFETY: the caller's promise.
        unsafe { retain(hook) };
    }
    let before = HOOK.swap(hook, Relaxed);
    if !before.is_null() {
        // SAFETY: as above; the reference that was taken for it.
        unsafe { release(before) };
    }
}

/// The object of a handle, borrowed; null for null.
///
/// # Safety
///
/// The entry contract.
#[inline(never)]
pub(super) unsafe extern "C" fn object_of(handle: HPy) -> *mut PyObject {
    if handle.is_null() {
        return ptr::null_mut();
    }
    handles::object_of(handle).unwrap_or_else(|misuse| {
        // SAFETY: the caller's promise.
        unsafe { misused(State::Owned, "used", misuse) };
        // SAFETY: as above.
        unsafe { none() }
    })
}

/// What the plain table has for a builder or a tracker, which must be of this state; null for null, and for what is none.
///
/// # Safety
///
/// The entry contract.
#[inline(never)]
pub(super) unsafe extern "C" fn plain_of(handle: HPy, state: State) -> *mut PyObject {
    if handle.is_null() {
        return ptr::null_mut();
    }
    handles::plain_of(handle, state).unwrap_or_else(|misuse| {
        // SAFETY: the caller's promise.
        unsafe { misused(state, "used", misuse) };
        ptr::null_mut()
    })
}

/// Ends a builder or a tracker, which must be of this state; gives what the plain table has for it, or `None` for what is none.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn ended(handle: HPy, state: State) -> Option<*mut PyObject> {
    if handle.is_null() {
        return Some(ptr::null_mut());
    }
    match handles::close(handle, state) {
        Ok(plain) => Some(plain),
        Err(misuse) => {
            // SAFETY: the caller's promise.
            unsafe { misused(state, ending(state), misuse) };
            None
        }
    }
}

/// Closes a handle that must be of this state; gives its object with the reference of the handle, null for null.
///
/// # Safety
///
/// The entry contract.
#[inline(never)]
pub(super) unsafe extern "C" fn taken(handle: HPy, state: State) -> *mut PyObject {
    if handle.is_null() {
        return ptr::null_mut();
    }
    handles::close(handle, state).unwrap_or_else(|misuse| {
        // SAFETY: the caller's promise, here and below.
        unsafe { misused(State::Owned, "closed or returned", misuse) };
        // SAFETY: as above.
        unsafe { new_none() }
    })
}

/// `None`, with a reference in place of one that is not there.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn new_none() -> *mut PyObject {
    // SAFETY: the caller's promise, here and below.
    let none = unsafe { none() };
    // SAFETY: as above.
    unsafe { retain(none) };
    none
}

/// # Safety
///
/// The entry contract.
unsafe fn none() -> *mut PyObject {
    // SAFETY: the plain table is there before there is a handle.
    unsafe { plain() }.h_None.hand()
}

/// Reports that the context of an ended call is used.
///
/// # Safety
///
/// The entry contract.
#[cold]
#[inline(never)]
pub(super) unsafe extern "C" fn stale_context() {
    // SAFETY: the caller's promise.
    unsafe { report("a context is used after its call has ended", [None, None]) };
}

/// What something is called that must be of this state.
pub(super) fn name_of(state: State) -> &'static str {
    match state {
        State::Constant => "a constant of the context",
        State::Argument => "an argument",
        State::Owned | State::Closed => "a handle",
        State::ListBuilder => "a list builder",
        State::TupleBuilder => "a tuple builder",
        State::Tracker => "a tracker",
    }
}

/// How it ends.
fn ending(state: State) -> &'static str {
    match state {
        State::ListBuilder | State::TupleBuilder => "built or cancelled",
        _ => "closed",
    }
}

/// # Safety
///
/// The entry contract.
#[cold]
#[inline(never)]
unsafe fn misused(wanted: State, how: &str, misuse: Misuse) {
    let (name, ending) = (name_of(wanted), ending(wanted));
    let (what, made, closed) = match misuse {
        Misuse::Unknown => (format!("does not exist, or was {ending} long ago"), None, None),
        Misuse::Closed { made, .. } if made.is_empty() => {
            ("was an argument of a call that has ended".to_owned(), None, None)
        }
        Misuse::Closed { made, closed } => (format!("was {ending} before"), Some(made), Some(closed)),
        Misuse::Other(state) => (format!("is {}", name_of(state)), None, None),
    };
    // SAFETY: the caller's promise.
    unsafe { report(&format!("{name} is {how} that {what}"), [made, closed]) };
}

/// # Safety
///
/// The entry contract.
#[inline(never)]
unsafe fn report(headline: &str, before: [Option<Trace>; 2]) {
    let mut text = format!("{headline}\n");
    let [made, closed] = before;
    for (label, trace) in [("made", made), ("closed", closed), ("used", Some(Trace::here()))] {
        if let Some(trace) = trace {
            // Writing to a text does not fail.
            let _ = write!(text, "  {label} at\n{trace}");
        }
    }
    let text = text.as_str();
    let hook = HOOK.load(Relaxed);
    let mut pending = [ptr::null_mut(); 3];
    let [type_, value, traceback] = pending.each_mut();
    // SAFETY: the caller's promise, here and below; three variables of this function.
    unsafe { PyErr_Fetch(type_, value, traceback) };
    if hook.is_null() {
        // SAFETY: as above.
        let resolved = unsafe { resolve(text) };
        abort(resolved.as_deref().unwrap_or(text));
    }
    // SAFETY: as above.
    if let Some(text) = unsafe { text_object(text) } {
        // SAFETY: as above.
        if unsafe { call(hook, &[text.object()]) }.is_none() {
            // SAFETY: as above.
            unsafe { PyErr_WriteUnraisable(hook) };
        }
    }
    let [type_, value, traceback] = pending;
    // SAFETY: what was fetched above goes back.
    unsafe { PyErr_Restore(type_, value, traceback) };
}

/// Ends the process.
pub(super) fn abort(text: &str) -> ! {
    eprintln!("hpy-rs: {text}");
    std::process::abort();
}

/// # Safety
///
/// The entry contract.
unsafe fn text_object(text: &str) -> Option<Owned> {
    let text = CString::new(text).ok()?;
    // SAFETY: the caller's promise.
    let text = unsafe { PyUnicode_FromString(text.as_ptr()) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(text) }
}

/// The text with lines of Rust in place of frames, if the helper is there.
///
/// # Safety
///
/// The entry contract; no exception is pending.
unsafe fn resolve(text: &str) -> Option<String> {
    // SAFETY: the caller's promise, here and below.
    let resolved = unsafe { ask_helper(text) };
    if resolved.is_none() {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
    }
    resolved
}

unsafe fn ask_helper(text: &str) -> Option<String> {
    // SAFETY: the caller's promise, here and below.
    let helper = unsafe { PyImport_ImportModule(HELPER.as_ptr()) };
    // SAFETY: as above; a new reference or null, as are those that follow.
    let helper = unsafe { Owned::new(helper) }?;
    // SAFETY: as above.
    let resolve = unsafe { PyObject_GetAttrString(helper.object(), c"resolve".as_ptr()) };
    // SAFETY: as above.
    let resolve = unsafe { Owned::new(resolve) }?;
    // SAFETY: as above.
    let text = unsafe { text_object(text) }?;
    // SAFETY: as above.
    let resolved = unsafe { call(resolve.object(), &[text.object()]) }?;
    let mut size = 0;
    // SAFETY: as above.
    let bytes = unsafe { PyUnicode_AsUTF8AndSize(resolved.object(), &raw mut size) };
    if bytes.is_null() {
        return None;
    }
    // SAFETY: that many bytes, which live as long as `resolved`.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), usize::try_from(size).ok()?) };
    Some(String::from_utf8_lossy(bytes).into_owned())
}
