//! `list`, `tuple`, `slice`, and the builders of the first two, which are the list or tuple itself.

use std::ffi::c_int;

use crate::abi::{HPy, HPy_ssize_t, HPyContext, HPyListBuilder, HPyTupleBuilder, PyObject};
use crate::capi::inline::{put_tuple_item, replace_list_item, replace_tuple_item};
use crate::capi::{PyErr_Clear, PyErr_NoMemory, PyList_New, PyList_SetItem, PyTuple_New, PyTuple_SetItem, passing};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{LIST, TUPLE, is_index, is_instance};
use crate::cpython::raise::{BAD_ARGUMENT, raise};
use crate::cpython::refcount::{Owned, release, retain};

entries! {
    forward {
        ctx_List_Append(h_list: HPy, h_item: HPy) -> c_int = PyList_Append;
        ctx_Slice_Unpack(slice: HPy, start: *mut HPy_ssize_t, stop: *mut HPy_ssize_t, step: *mut HPy_ssize_t) -> c_int
            = PySlice_Unpack;
    }
    own {
        ctx_List_Check ctx_List_New ctx_Tuple_Check ctx_Tuple_FromArray
        ctx_ListBuilder_New ctx_ListBuilder_Set ctx_ListBuilder_Build ctx_ListBuilder_Cancel
        ctx_TupleBuilder_New ctx_TupleBuilder_Set ctx_TupleBuilder_Build ctx_TupleBuilder_Cancel
    }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_List_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract, here and in the rest of this file.
    c_int::from(unsafe { is_instance(ctx, handle.hand(), LIST) })
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tuple_Check(ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract.
    c_int::from(unsafe { is_instance(ctx, handle.hand(), TUPLE) })
}

/// `PyPy` would make an empty list of a negative length.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_List_New(ctx: *mut HPyContext, length: HPy_ssize_t) -> HPy {
    if length < 0 || !is_index(length) {
        // SAFETY: the context of this call.
        let error = unsafe { (*ctx).h_SystemError };
        // SAFETY: the entry contract.
        unsafe { raise(error, BAD_ARGUMENT) };
        return HPy::NULL;
    }
    // SAFETY: the entry contract.
    unsafe { passing::PyList_New(length) }.hand()
}

/// A tuple of borrowed items; null with an exception set if it cannot be made.
///
/// # Safety
///
/// The entry contract; the items are live.
pub(super) unsafe fn tuple_of(items: &[*mut PyObject]) -> Option<Owned> {
    // SAFETY: the caller's promise; a slice is no longer than isize::MAX.
    let tuple = unsafe { PyTuple_New(items.len().cast_signed()) };
    // SAFETY: as above; a new reference or null.
    let tuple = unsafe { Owned::new(tuple) }?;
    for (index, item) in (0..).zip(items) {
        // SAFETY: as above.
        unsafe { retain(*item) };
        // SAFETY: a tuple of that length that nobody else has and nothing is in; it takes the reference.
        if unsafe { put_tuple_item(tuple.object(), index, *item) }.is_some() {
            continue;
        }
        // SAFETY: a tuple of that length that nobody else has; it takes the reference, whatever the outcome.
        if unsafe { PyTuple_SetItem(tuple.object(), index, *item) } < 0 {
            return None;
        }
    }
    Some(tuple)
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tuple_FromArray(
    _ctx: *mut HPyContext,
    items: *const HPy,
    count: HPy_ssize_t,
) -> HPy {
    let items: &[*mut PyObject] = match usize::try_from(count) {
        Ok(0) | Err(_) => &[],
        // SAFETY: the entry contract: that many handles, which are addresses of live objects.
        Ok(count) => unsafe { std::slice::from_raw_parts(items.cast(), count) },
    };
    // SAFETY: the entry contract.
    unsafe { tuple_of(items) }.map_or(HPy::NULL, |tuple| tuple.into_object().hand())
}

type SetItem = unsafe fn(*mut PyObject, HPy_ssize_t, *mut PyObject) -> c_int;

/// A new list or tuple of empty places, or null without an exception: `Build` reports that it could not be made.
///
/// # Safety
///
/// The entry contract.
unsafe fn begin(new: unsafe fn(HPy_ssize_t) -> *mut PyObject, size: HPy_ssize_t) -> isize {
    if size < 0 || !is_index(size) {
        return 0;
    }
    // SAFETY: the caller's promise.
    let sequence = unsafe { new(size) };
    if sequence.is_null() {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
    }
    sequence as isize
}

type ReplaceItem = unsafe fn(*mut PyObject, HPy_ssize_t, *mut PyObject) -> Option<*mut PyObject>;

/// Puts a borrowed item in its place. Setting reports no errors: what cannot be set is left out.
///
/// # Safety
///
/// The entry contract; `builder` is of the kind that the functions take, and has that place.
#[inline(always)]
unsafe fn set(builder: isize, index: HPy_ssize_t, item: HPy, replace_item: ReplaceItem, set_item: SetItem) {
    if builder == 0 || item.is_null() {
        return;
    }
    let sequence = builder as *mut PyObject;
    // SAFETY: the caller's promise.
    if let Some(before) = unsafe { replace_item(sequence, index, item.hand()) } {
        if !before.is_null() {
            // SAFETY: the reference that the place had.
            unsafe { release(before) };
        }
        // SAFETY: the caller's promise: the item is the caller's still. Last, so that it and its end take each other away.
        unsafe { retain(item.hand()) };
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { retain(item.hand()) };
    // SAFETY: as above; the reference is taken over, whatever the outcome.
    if unsafe { set_item(sequence, index, item.hand()) } < 0 {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
    }
}

/// # Safety
///
/// The entry contract.
unsafe fn finish(builder: isize) -> HPy {
    if builder == 0 {
        // SAFETY: the caller's promise.
        return unsafe { PyErr_NoMemory() }.hand();
    }
    HPy(builder)
}

/// # Safety
///
/// The entry contract; the builder is used no more.
unsafe fn cancel(builder: isize) {
    if builder != 0 {
        // SAFETY: the caller's promise; the builder owns the object.
        unsafe { release(builder as *mut PyObject) };
    }
}

macro_rules! builder {
    ($builder:ident: $new:ident $set:ident $build:ident $cancel:ident, $make:ident $replace_item:ident $set_item:ident) => {
        #[inline]
        pub(crate) unsafe extern "C-unwind" fn $new(_ctx: *mut HPyContext, size: HPy_ssize_t) -> $builder {
            // SAFETY: the entry contract.
            $builder(unsafe { begin($make, size) })
        }

        #[inline]
        pub(crate) unsafe extern "C-unwind" fn $set(
            _ctx: *mut HPyContext,
            builder: $builder,
            index: HPy_ssize_t,
            item: HPy,
        ) {
            // SAFETY: the entry contract.
            unsafe { set(builder.0, index, item, $replace_item, $set_item) }
        }

        #[inline]
        pub(crate) unsafe extern "C-unwind" fn $build(_ctx: *mut HPyContext, builder: $builder) -> HPy {
            // SAFETY: the entry contract.
            unsafe { finish(builder.0) }
        }

        #[inline]
        pub(crate) unsafe extern "C-unwind" fn $cancel(_ctx: *mut HPyContext, builder: $builder) {
            // SAFETY: the entry contract.
            unsafe { cancel(builder.0) }
        }
    };
}

builder! {
    HPyListBuilder: ctx_ListBuilder_New ctx_ListBuilder_Set ctx_ListBuilder_Build ctx_ListBuilder_Cancel,
    PyList_New replace_list_item PyList_SetItem
}
builder! {
    HPyTupleBuilder: ctx_TupleBuilder_New ctx_TupleBuilder_Set ctx_TupleBuilder_Build ctx_TupleBuilder_Cancel,
    PyTuple_New replace_tuple_item PyTuple_SetItem
}
