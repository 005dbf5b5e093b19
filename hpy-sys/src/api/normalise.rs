//! From the class and the arguments of an exception, which is how C code raises one, to the exception itself.

use std::ffi::CStr;
use std::mem;
use std::ptr;

use super::context::ContextRef;
use super::error::{RawError, error_fetch, error_release};
use super::functions::{
    HPy_AsPyObject, HPy_Call, HPy_CallTupleDict, HPy_Close, HPy_Dup, HPy_FromPyObject, HPy_Is, HPy_Type, HPy_TypeCheck,
    HPyErr_SetString, HPyTuple_Check, h_BaseException, h_None, h_RecursionError, h_TypeError,
};
use super::runtime::{Door, Runtime, door, python_version, runtime};
use crate::abi::HPy;
use crate::capi;

/// So many exceptions are made, each in place of the one before, whose making failed: as many as CPython makes.
pub const MOST_TRIES: usize = 32;
/// What the `RecursionError` says that is raised after so many.
pub const TOO_MANY_TRIES: &CStr = c"maximum recursion depth exceeded while an exception was made";

/// Whether the C API's own function does it whatever the class does: CPython 3.8 takes anything that it makes for an exception. From 3.12
/// on CPython has done it before. Until then hpy's debug mode must know of the call, which may come to our functions again.
fn is_left_to_the_c_api() -> bool {
    runtime() != Runtime::CPython || python_version() >= if door() == Door::HPy { (3, 12) } else { (3, 9) }
}

/// Makes the exception; `false` with another exception set if that cannot be done. What the class raises takes its place. What was
/// taken out of PyPy is one already.
///
/// # Safety
///
/// As for [`error_value`](super::error_value).
pub(super) unsafe fn normalise(ctx: ContextRef, error: &mut RawError) -> bool {
    if is_left_to_the_c_api() {
        // SAFETY: the caller's promise.
        unsafe { normalise_by_c_api(error) };
        return true;
    }
    for _ in 0..MOST_TRIES {
        // SAFETY: the caller's promise, here and below.
        let made = unsafe { exception_of(ctx, error) };
        if !made.is_null() {
            // SAFETY: as above; an exception, which is given away.
            unsafe { put(ctx, error, made) };
            return true;
        }
        // SAFETY: as above.
        unsafe { take_what_was_raised(ctx, error) };
    }
    // SAFETY: the caller's context, here and below.
    let kind = unsafe { h_RecursionError(ctx) };
    // SAFETY: as above; a C string.
    unsafe { HPyErr_SetString(ctx, kind, TOO_MANY_TRIES.as_ptr()) };
    if python_version() < (3, 9) {
        return false;
    }
    // At the end of the stack no class can be called any more, but that it makes all the same.
    // SAFETY: as above.
    unsafe { take_what_was_raised(ctx, error) };
    // SAFETY: as above; no class of anybody's own.
    unsafe { normalise_by_c_api(error) };
    true
}

/// Puts the exception that is set, if one is, in the place of the error.
///
/// # Safety
///
/// As for [`normalise`].
unsafe fn take_what_was_raised(ctx: ContextRef, error: &mut RawError) {
    // SAFETY: the caller's promise, here and below.
    if let Some(raised) = unsafe { error_fetch(ctx) } {
        // SAFETY: as above; what was there is given up.
        unsafe { error_release(mem::replace(error, raised)) };
    }
}

/// Makes the exception by the C API's own function.
///
/// # Safety
///
/// As for [`normalise`].
unsafe fn normalise_by_c_api(error: &mut RawError) {
    // SAFETY: the three references are owned, and owned ones take their place.
    unsafe { capi::PyErr_NormalizeException(&raw mut error.type_, &raw mut error.value, &raw mut error.traceback) };
}

/// Puts an exception in the place of what it was made of.
///
/// # Safety
///
/// As for [`normalise`]; `made` is an owned handle, and given away.
unsafe fn put(ctx: ContextRef, error: &mut RawError, made: HPy) {
    // SAFETY: the caller's promise, here and below.
    let kind = unsafe { HPy_Type(ctx, made) };
    // SAFETY: as above; the objects come with references of their own.
    let type_ = unsafe { HPy_AsPyObject(ctx, kind) };
    // SAFETY: as above.
    let value = unsafe { HPy_AsPyObject(ctx, made) };
    for handle in [kind, made] {
        // SAFETY: an owned handle, closed once.
        unsafe { HPy_Close(ctx, handle) };
    }
    let traceback = mem::replace(&mut error.traceback, ptr::null_mut());
    // SAFETY: as above; what was there is given up.
    unsafe { error_release(mem::replace(error, RawError { type_, value, traceback })) };
}

/// The exception, as an owned handle; null with another one set.
///
/// # Safety
///
/// As for [`normalise`].
unsafe fn exception_of(ctx: ContextRef, error: &RawError) -> HPy {
    // SAFETY: the caller's promise, here and below: live objects.
    let class = unsafe { HPy_FromPyObject(ctx, error.type_) };
    let value = match error.value {
        value if value.is_null() => HPy::NULL,
        // SAFETY: as above.
        value => unsafe { HPy_FromPyObject(ctx, value) },
    };
    // SAFETY: as above; open handles.
    let made = unsafe { made_of(ctx, class, value) };
    for handle in [class, value] {
        if !handle.is_null() {
            // SAFETY: a new handle, closed once.
            unsafe { HPy_Close(ctx, handle) };
        }
    }
    if made.is_null() {
        return made;
    }
    // SAFETY: a constant of the caller's context.
    let exception = unsafe { h_BaseException(ctx) };
    // SAFETY: as above; open handles.
    if unsafe { HPy_TypeCheck(ctx, made, exception) } != 0 {
        return made;
    }
    // SAFETY: an owned handle, closed once.
    unsafe { HPy_Close(ctx, made) };
    // SAFETY: as above.
    let kind = unsafe { h_TypeError(ctx) };
    let text = c"calling the class of an exception should have returned an instance of BaseException";
    // SAFETY: as above; a C string.
    unsafe { HPyErr_SetString(ctx, kind, text.as_ptr()) };
    HPy::NULL
}

/// What the class makes of the arguments, or the value if it is an instance; null with an exception set.
///
/// # Safety
///
/// As for [`normalise`]; open handles, of which `value` may be null.
unsafe fn made_of(ctx: ContextRef, class: HPy, value: HPy) -> HPy {
    // SAFETY: the caller's promise, here and below.
    if !value.is_null() && unsafe { HPy_TypeCheck(ctx, value, class) } != 0 {
        // SAFETY: as above.
        return unsafe { HPy_Dup(ctx, value) };
    }
    // SAFETY: as above.
    if !value.is_null() && unsafe { HPyTuple_Check(ctx, value) } != 0 {
        // SAFETY: as above.
        return unsafe { HPy_CallTupleDict(ctx, class, value, HPy::NULL) };
    }
    // SAFETY: as above.
    let none = unsafe { h_None(ctx) };
    // SAFETY: as above.
    let has_none = value.is_null() || unsafe { HPy_Is(ctx, value, none) } != 0;
    // SAFETY: as above; an array of that many handles.
    unsafe { HPy_Call(ctx, class, &raw const value, usize::from(!has_none), HPy::NULL) }
}
