//! What a module of this mode has for the leak detector: a function that Python code calls with the name of a command.

use std::ffi::{CStr, CString, c_char};

use super::handles::{Left, State, begin_span, left_open};
use super::report::{name_of, set_hook};
use super::trace::library;
use crate::abi::{HPy, PyObject};
use crate::api::own_context;
use crate::capi::{
    PyErr_Occurred, PyLong_AsLongLong, PyLong_FromLongLong, PyUnicode_AsUTF8AndSize, PyUnicode_FromString,
};
use crate::cpython::entry::Hand;
use crate::cpython::raise::raise;
use crate::cpython::refcount::{Owned, retain};
use crate::cpython::sequence::tuple_of;

/// The name under which the module has it.
pub(in crate::cpython) const NAME: &CStr = c"__hpy_rs_debug__";

/// `library()`: the file's path. `begin()`: begins a span, gives its number. `left_open(span)`: the handles made since then
/// that are open, as pairs of the object and the frames; of a builder or a tracker that was not ended a text stands for the object. `on_misuse(hook)`: calls it with a text instead of ending the
/// process; `None` ends it again.
pub(in crate::cpython) unsafe extern "C" fn command(
    _module: *mut PyObject,
    arguments: *const *mut PyObject,
    count: isize,
) -> *mut PyObject {
    let argument = |index: isize| {
        // SAFETY: an interpreter calls with that many arguments.
        (index < count).then(|| unsafe { arguments.wrapping_offset(index).read() })
    };
    // SAFETY: an interpreter calls it with its lock held, here and below.
    let result = match unsafe { argument(0).and_then(|name| text_of(name)) } {
        // SAFETY: as above.
        Some(b"library") => unsafe { text(&library()) },
        // SAFETY: as above.
        Some(b"begin") => unsafe { number(begin_span()) },
        // SAFETY: as above.
        Some(b"left_open") => argument(1).and_then(|span| unsafe { leaks(span) }),
        // SAFETY: as above.
        Some(b"on_misuse") => argument(1).and_then(|hook| unsafe { hooked(hook) }),
        _ => None,
    };
    if let Some(result) = result {
        return result.into_object();
    }
    // SAFETY: as above.
    if unsafe { PyErr_Occurred() }.is_null() {
        // SAFETY: the context of this door has this constant at one place in both layouts.
        let error = unsafe { (*own_context().as_raw()).h_TypeError };
        // SAFETY: as above.
        unsafe { raise(error, c"__hpy_rs_debug__: no such command, or not with these arguments") };
    }
    std::ptr::null_mut()
}

/// # Safety
///
/// The entry contract, here and below; the bytes live as long as the object.
unsafe fn text_of<'a>(object: *mut PyObject) -> Option<&'a [u8]> {
    let mut size = 0;
    // SAFETY: the caller's promise.
    let start: *const c_char = unsafe { PyUnicode_AsUTF8AndSize(object, &raw mut size) };
    // SAFETY: a C string of the object's.
    (!start.is_null()).then(|| unsafe { CStr::from_ptr(start) }.to_bytes())
}

unsafe fn text(text: &str) -> Option<Owned> {
    let text = CString::new(text).ok()?;
    // SAFETY: the caller's promise.
    let object = unsafe { PyUnicode_FromString(text.as_ptr()) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(object) }
}

unsafe fn number(number: u64) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let object = unsafe { PyLong_FromLongLong(number.cast_signed()) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(object) }
}

unsafe fn leaks(span: *mut PyObject) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let since = unsafe { PyLong_AsLongLong(span) };
    // SAFETY: as above.
    if since == -1 && !unsafe { PyErr_Occurred() }.is_null() {
        return None;
    }
    let left = left_open(since.cast_unsigned());
    // Before any Python code runs that could close it.
    // SAFETY: the caller's promise, here and below.
    let objects: Option<Vec<_>> = left.iter().map(|left| unsafe { object_of(left) }).collect();
    let objects = objects?;
    let mut pairs = Vec::new();
    for (left, object) in left.iter().zip(&objects) {
        // SAFETY: as above.
        let frames = unsafe { text(&left.made.to_string()) }?;
        // SAFETY: as above.
        pairs.push(unsafe { tuple_of(&[object.object(), frames.object()]) }?);
    }
    let objects: Vec<_> = pairs.iter().map(Owned::object).collect();
    // SAFETY: as above.
    unsafe { tuple_of(&objects) }
}

/// What was left open, or what it is called.
unsafe fn object_of(left: &Left) -> Option<Owned> {
    if left.state != State::Owned {
        // SAFETY: the caller's promise.
        return unsafe { text(name_of(left.state)) };
    }
    // SAFETY: the object of an open handle.
    unsafe { retain(left.object) };
    // SAFETY: the reference just taken.
    unsafe { Owned::new(left.object) }
}

unsafe fn hooked(hook: *mut PyObject) -> Option<Owned> {
    // SAFETY: the context of this door has this constant at one place in both layouts.
    let none: HPy = unsafe { (*own_context().as_raw()).h_None };
    let none: *mut PyObject = none.hand();
    let hook = if hook == none { std::ptr::null_mut() } else { hook };
    // SAFETY: the caller's promise.
    unsafe { set_hook(hook) };
    // SAFETY: as above.
    unsafe { retain(none) };
    // SAFETY: the reference just taken.
    unsafe { Owned::new(none) }
}
