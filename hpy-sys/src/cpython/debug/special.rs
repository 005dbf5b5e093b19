//! Entries of the debug table that close handles, or that take or give more than one at once.

use crate::abi::{HPy, HPy_ssize_t, HPyContext};
use crate::call_out::CallOut;
use crate::capi::PyTuple_Size;
use crate::cpython::entry::Hand;

use super::contexts::{enter, raw};
use super::handles::{State, open};
use super::report::{object_of, taken};

/// Puts these entries into `table`.
pub(super) fn fill(table: &mut HPyContext) {
    table.ctx_Close = ctx_Close;
    table.ctx_Call = ctx_Call;
    table.ctx_CallMethod = ctx_CallMethod;
    table.ctx_Tuple_FromArray = ctx_Tuple_FromArray;
    table.ctx_Type_GenericNew = ctx_Type_GenericNew;
    table.ctx_ContextVar_Get = ctx_ContextVar_Get;
    table.ctx_CallRealFunctionFromTrampoline = super::signature::enter;
}

unsafe extern "C" fn ctx_Close(ctx: *mut HPyContext, handle: HPy) {
    // SAFETY: the entry contract, here and in the rest of this file.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    unsafe { close(plain, handle) };
}

/// Closes a handle of the extension's own.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn close(plain: &HPyContext, handle: HPy) {
    // SAFETY: the caller's promise, here and below.
    let object = unsafe { taken(handle, State::Owned) };
    // SAFETY: as above; the reference that the handle had.
    unsafe { plain.ctx_Close.call_out((raw(plain), object.hand())) };
}

/// The plain handles of an array.
///
/// # Safety
///
/// The entry contract; `handles` points at `count` handles, or anywhere if there are none.
unsafe fn plain_array(handles: *const HPy, count: usize) -> Vec<HPy> {
    let plain = |index| {
        // SAFETY: the caller's promise.
        let handle = unsafe { handles.wrapping_add(index).read() };
        // SAFETY: as above.
        unsafe { object_of(handle) }.hand()
    };
    (0..count).map(plain).collect()
}

/// The arguments of a call, and the tuple of names, whose values follow them.
///
/// # Safety
///
/// The entry contract.
unsafe fn plain_arguments(arguments: *const HPy, count: usize, names: HPy) -> (Vec<HPy>, HPy) {
    // SAFETY: the caller's promise, here and below.
    let names = unsafe { object_of(names) };
    let named = if names.is_null() {
        0
    } else {
        // SAFETY: as above; a tuple.
        unsafe { PyTuple_Size(names) }.max(0).cast_unsigned()
    };
    // SAFETY: as above.
    (unsafe { plain_array(arguments, count + named) }, names.hand())
}

unsafe extern "C" fn ctx_Call(
    ctx: *mut HPyContext,
    callable: HPy,
    arguments: *const HPy,
    count: usize,
    names: HPy,
) -> HPy {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let callable = unsafe { object_of(callable) };
    // SAFETY: the entry contract.
    let (arguments, names) = unsafe { plain_arguments(arguments, count, names) };
    // SAFETY: the entry contract.
    let result = unsafe { plain.ctx_Call.call_out((raw(plain), callable.hand(), arguments.as_ptr(), count, names)) };
    open(result.hand(), State::Owned)
}

unsafe extern "C" fn ctx_CallMethod(
    ctx: *mut HPyContext,
    name: HPy,
    arguments: *const HPy,
    count: usize,
    names: HPy,
) -> HPy {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let name = unsafe { object_of(name) };
    // SAFETY: the entry contract.
    let (arguments, names) = unsafe { plain_arguments(arguments, count, names) };
    // SAFETY: the entry contract.
    let result = unsafe { plain.ctx_CallMethod.call_out((raw(plain), name.hand(), arguments.as_ptr(), count, names)) };
    open(result.hand(), State::Owned)
}

unsafe extern "C" fn ctx_Tuple_FromArray(ctx: *mut HPyContext, items: *const HPy, count: HPy_ssize_t) -> HPy {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let items = unsafe { plain_array(items, usize::try_from(count).unwrap_or(0)) };
    // SAFETY: the entry contract.
    let result = unsafe { plain.ctx_Tuple_FromArray.call_out((raw(plain), items.as_ptr(), count)) };
    open(result.hand(), State::Owned)
}

/// The arguments are not used.
unsafe extern "C" fn ctx_Type_GenericNew(
    ctx: *mut HPyContext,
    type_: HPy,
    _arguments: *const HPy,
    _count: HPy_ssize_t,
    _keywords: HPy,
) -> HPy {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let type_ = unsafe { object_of(type_) };
    // SAFETY: the entry contract.
    let result =
        unsafe { plain.ctx_Type_GenericNew.call_out((raw(plain), type_.hand(), std::ptr::null(), 0, HPy::NULL)) };
    open(result.hand(), State::Owned)
}

unsafe extern "C" fn ctx_ContextVar_Get(ctx: *mut HPyContext, variable: HPy, default: HPy, result: *mut HPy) -> i32 {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let variable = unsafe { object_of(variable) };
    // SAFETY: the entry contract.
    let default = unsafe { object_of(default) };
    let mut value = HPy::NULL;
    // SAFETY: the entry contract.
    let status =
        unsafe { plain.ctx_ContextVar_Get.call_out((raw(plain), variable.hand(), default.hand(), &raw mut value)) };
    // SAFETY: the entry contract: the caller's variable.
    unsafe { result.write(open(value.hand(), State::Owned)) };
    status
}
