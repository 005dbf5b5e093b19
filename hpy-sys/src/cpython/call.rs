//! Calls of Python objects.
//!
//! HPy's arguments are an array of handles, the values of keywords last, which is what the C API's vectorcall takes.
//! Where there is no vectorcall, or only one that takes a dict, keywords are packed into one.

use crate::abi::{HPy, HPyContext, PyObject};
use crate::call_out::CallOut;
use crate::capi::{
    _PyObject_FastCallDict, PyDict_New, PyDict_SetItem, PyObject_Call, PyObject_CallObject, PyObject_GetAttr,
    PyObject_Vectorcall, PyObject_VectorcallDict, PyObject_VectorcallMethod, PyTuple_GetItem, PyTuple_Size, inline,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{DICT, TUPLE, is_instance};
use crate::cpython::raise::raise;
use crate::cpython::refcount::Owned;
use crate::cpython::sequence::tuple_of;

entries! {
    forward {}
    own { ctx_Call ctx_CallMethod ctx_CallTupleDict }
}

/// Calls with positional arguments.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn call(callable: *mut PyObject, arguments: &[*mut PyObject]) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let result = unsafe { call_array(callable, arguments.as_ptr(), arguments.len(), std::ptr::null_mut()) };
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(result) }
}

/// # Safety
///
/// The entry contract; `arguments` are `count` and one for each of `names`, which is a tuple or null.
#[inline(always)]
pub(super) unsafe fn call_array(
    callable: *mut PyObject,
    arguments: *const *mut PyObject,
    count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    if let Some(vectorcall) = PyObject_Vectorcall() {
        // SAFETY: the caller's promise.
        return unsafe { vectorcall.call_out((callable, arguments, count, names)) };
    }
    // SAFETY: the caller's promise.
    unsafe { call_without(callable, arguments, count, names) }
}

/// Where the C API has no vectorcall.
///
/// # Safety
///
/// As for [`call_array`].
#[inline(always)]
unsafe fn call_without(
    callable: *mut PyObject,
    arguments: *const *mut PyObject,
    count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the caller's promise.
    if let Some(result) = unsafe { inline::vectorcall(callable, arguments, count, names) } {
        return result;
    }
    // SAFETY: the caller's promise.
    unsafe { call_packed(callable, arguments, count, names) }
}

/// # Safety
///
/// As for [`call_array`].
#[inline(never)]
unsafe fn call_packed(
    callable: *mut PyObject,
    arguments: *const *mut PyObject,
    count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let keywords = if names.is_null() {
        None
    } else {
        // SAFETY: the values of keywords follow the positional arguments.
        let values = unsafe { arguments.add(count) };
        // SAFETY: the caller's promise.
        match unsafe { keyword_dict(names, values) } {
            None => return std::ptr::null_mut(),
            dict => dict,
        }
    };
    let dict = keywords.as_ref().map_or(std::ptr::null_mut(), Owned::object);
    if let Some(vectorcall) = PyObject_VectorcallDict().or_else(_PyObject_FastCallDict) {
        // SAFETY: the caller's promise.
        return unsafe { vectorcall.call_out((callable, arguments, count, dict)) };
    }
    let arguments = match count {
        0 => &[],
        // SAFETY: the caller's promise.
        _ => unsafe { std::slice::from_raw_parts(arguments, count) },
    };
    // SAFETY: the caller's promise.
    match unsafe { tuple_of(arguments) } {
        // SAFETY: the caller's promise.
        Some(tuple) => unsafe { PyObject_Call(callable, tuple.object(), dict) },
        None => std::ptr::null_mut(),
    }
}

/// # Safety
///
/// The entry contract; `names` is a tuple and `values` has a live object for each.
unsafe fn keyword_dict(names: *mut PyObject, values: *const *mut PyObject) -> Option<Owned> {
    // SAFETY: the caller's promise.
    let dict = unsafe { PyDict_New() };
    // SAFETY: as above; a new reference or null.
    let dict = unsafe { Owned::new(dict) }?;
    // SAFETY: as above.
    for index in 0..unsafe { PyTuple_Size(names) } {
        // SAFETY: as above; borrowed from the tuple.
        let name = unsafe { PyTuple_GetItem(names, index) };
        // SAFETY: there are as many values as names.
        let value = unsafe { values.wrapping_offset(index).read() };
        // SAFETY: as above.
        if name.is_null() || unsafe { PyDict_SetItem(dict.object(), name, value) } < 0 {
            return None;
        }
    }
    Some(dict)
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Call(
    _ctx: *mut HPyContext,
    callable: HPy,
    arguments: *const HPy,
    count: usize,
    names: HPy,
) -> HPy {
    // An array of handles is one of objects.
    let (callable, arguments, names) = (callable.hand(), arguments.cast(), names.hand());
    if let Some(vectorcall) = PyObject_Vectorcall() {
        // SAFETY: the entry contract.
        return unsafe { vectorcall.pass_on((callable, arguments, count, names)) }.hand();
    }
    // SAFETY: the entry contract.
    unsafe { call_without(callable, arguments, count, names) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_CallMethod(
    _ctx: *mut HPyContext,
    name: HPy,
    arguments: *const HPy,
    count: usize,
    names: HPy,
) -> HPy {
    let arguments = arguments.cast::<*mut PyObject>();
    if let Some(vectorcall) = PyObject_VectorcallMethod() {
        // SAFETY: the entry contract.
        return unsafe { vectorcall.pass_on((name.hand(), arguments, count, names.hand())) }.hand();
    }
    // SAFETY: the entry contract.
    unsafe { call_attribute(name, arguments, count, names) }
}

/// Where the C API has no vectorcall of methods.
///
/// # Safety
///
/// As for `ctx_CallMethod`.
#[inline(never)]
unsafe fn call_attribute(name: HPy, arguments: *const *mut PyObject, count: usize, names: HPy) -> HPy {
    // SAFETY: the entry contract: the first argument is the receiver.
    let receiver = unsafe { arguments.read() };
    // SAFETY: the entry contract.
    let method = unsafe { PyObject_GetAttr(receiver, name.hand()) };
    // SAFETY: the entry contract; a new reference or null.
    let Some(method) = (unsafe { Owned::new(method) }) else {
        return HPy::NULL;
    };
    // SAFETY: the entry contract.
    let rest = unsafe { arguments.add(1) };
    // SAFETY: the entry contract.
    unsafe { call_array(method.object(), rest, count - 1, names.hand()) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_CallTupleDict(
    ctx: *mut HPyContext,
    callable: HPy,
    arguments: HPy,
    keywords: HPy,
) -> HPy {
    // SAFETY: the context of this call.
    let type_error = unsafe { (*ctx).h_TypeError };
    // SAFETY: the entry contract, here and below.
    if !arguments.is_null() && !unsafe { is_instance(ctx, arguments.hand(), TUPLE) } {
        // SAFETY: the entry contract.
        unsafe { raise(type_error, c"HPy_CallTupleDict requires args to be a tuple or null handle") };
        return HPy::NULL;
    }
    if keywords.is_null() {
        // SAFETY: the entry contract.
        return unsafe { PyObject_CallObject(callable.hand(), arguments.hand()) }.hand();
    }
    // SAFETY: the entry contract.
    if !unsafe { is_instance(ctx, keywords.hand(), DICT) } {
        // SAFETY: the entry contract.
        unsafe { raise(type_error, c"HPy_CallTupleDict requires kw to be a dict or null handle") };
        return HPy::NULL;
    }
    if !arguments.is_null() {
        // SAFETY: the entry contract.
        return unsafe { PyObject_Call(callable.hand(), arguments.hand(), keywords.hand()) }.hand();
    }
    // SAFETY: the entry contract.
    match unsafe { tuple_of(&[]) } {
        // SAFETY: the entry contract.
        Some(empty) => unsafe { PyObject_Call(callable.hand(), empty.object(), keywords.hand()) }.hand(),
        None => HPy::NULL,
    }
}
