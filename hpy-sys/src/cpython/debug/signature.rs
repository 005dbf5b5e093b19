//! What trampolines call: a function of some signature, with the block of its arguments.

use std::ffi::{c_int, c_void};

use super::call::{Call, Field, call_array};
use super::handles::State;
use super::report;
use crate::abi::{
    HPy, HPy_RichCmpOp, HPy_buffer, HPy_ssize_t, HPyCFunction, HPyContext, HPyFunc_DESTRUCTOR, HPyFunc_GETBUFFERPROC,
    HPyFunc_HASHFUNC, HPyFunc_INITPROC, HPyFunc_INQUIRY, HPyFunc_KEYWORDS, HPyFunc_LENFUNC, HPyFunc_NEWFUNC,
    HPyFunc_NOARGS, HPyFunc_O, HPyFunc_OBJOBJARGPROC, HPyFunc_OBJOBJPROC, HPyFunc_RELEASEBUFFERPROC,
    HPyFunc_RICHCMPFUNC, HPyFunc_SETTER, HPyFunc_SSIZEARGFUNC, HPyFunc_SSIZEOBJARGPROC, HPyFunc_Signature,
    HPyFunc_TERNARYFUNC, HPyFunc_VARARGS, HPyFunc_args_DESTRUCTOR, HPyFunc_args_GETBUFFERPROC, HPyFunc_args_INITPROC,
    HPyFunc_args_INQUIRY, HPyFunc_args_KEYWORDS, HPyFunc_args_LENFUNC, HPyFunc_args_NEWFUNC, HPyFunc_args_NOARGS,
    HPyFunc_args_O, HPyFunc_args_OBJOBJARGPROC, HPyFunc_args_OBJOBJPROC, HPyFunc_args_RELEASEBUFFERPROC,
    HPyFunc_args_RICHCMPFUNC, HPyFunc_args_SETTER, HPyFunc_args_SSIZEARGFUNC, HPyFunc_args_SSIZEOBJARGPROC,
    HPyFunc_args_TERNARYFUNC, HPyFunc_args_VARARGS, HPyFunc_inquiry, HPyFunc_keywords, PyObject,
};
use crate::cpython::entry::Hand;

/// Where each call begins, at which traces end.
pub(super) fn entry_address() -> usize {
    let entry: unsafe extern "C" fn(*mut HPyContext, HPyFunc_Signature, HPyCFunction, *mut c_void) = enter;
    entry as usize
}

/// Calls with the fields of a block, each as what the function takes it for.
macro_rules! with_fields {
    ($function:ident, $block:ident: $Block:ident, ($($field:ident: $Type:ty),*) -> $Result:ty) => {{
        type Entry = unsafe extern "C" fn(*mut HPyContext, $($Type),*) -> $Result;
        // SAFETY: the block of this signature, which is the trampoline's.
        let block = unsafe { &mut *$block.cast::<$Block>() };
        // SAFETY: the function of this signature.
        let function = unsafe { std::mem::transmute::<HPyCFunction, Entry>($function) };
        let mut call = Call::begin();
        $(let $field: $Type = block.$field.enter(&mut call);)*
        // SAFETY: the entry contract.
        let result = unsafe { function(call.ctx, $($field),*) };
        // SAFETY: as above.
        block.result = unsafe { Field::leave(result) };
    }};
}

/// Calls with a tuple of arguments and a dict of keywords, or null.
macro_rules! with_tuple {
    ($function:ident, $block:ident: $Block:ident -> $Result:ty) => {{
        type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> $Result;
        // SAFETY: the block of this signature, which is the trampoline's.
        let block = unsafe { &mut *$block.cast::<$Block>() };
        // SAFETY: the function of this signature.
        let function = unsafe { std::mem::transmute::<HPyCFunction, Entry>($function) };
        let mut call = Call::begin();
        let target = call.handle(block.self_);
        // SAFETY: an interpreter passes a tuple.
        let arguments = unsafe { call.items(block.args) };
        let keywords = call.handle(block.kw);
        let count = arguments.len().cast_signed();
        // SAFETY: the entry contract.
        let result = unsafe { function(call.ctx, target, arguments.as_ptr(), count, keywords) };
        // SAFETY: as above.
        block.result = unsafe { Field::leave(result) };
    }};
}

/// `ctx_CallRealFunctionFromTrampoline`. Nothing of the root context, with which it is called, is looked at.
///
/// # Safety
///
/// The entry contract; `function` and `block` are of that signature.
pub(super) unsafe extern "C" fn enter(
    _root: *mut HPyContext,
    signature: HPyFunc_Signature,
    function: HPyCFunction,
    block: *mut c_void,
) {
    match signature {
        HPyFunc_NOARGS => with_fields!(function, block: HPyFunc_args_NOARGS, (self_: HPy) -> HPy),
        HPyFunc_O => with_fields!(function, block: HPyFunc_args_O, (self_: HPy, arg: HPy) -> HPy),
        // SAFETY: the caller's promise, here and below.
        HPyFunc_VARARGS => unsafe { var_args(function, block) },
        // SAFETY: as above.
        HPyFunc_KEYWORDS => unsafe { keywords(function, block) },
        HPyFunc_TERNARYFUNC => {
            with_fields!(function, block: HPyFunc_args_TERNARYFUNC, (arg0: HPy, arg1: HPy, arg2: HPy) -> HPy);
        }
        HPyFunc_INQUIRY => with_fields!(function, block: HPyFunc_args_INQUIRY, (arg0: HPy) -> c_int),
        // A hash is as long as a length.
        HPyFunc_LENFUNC | HPyFunc_HASHFUNC => {
            with_fields!(function, block: HPyFunc_args_LENFUNC, (arg0: HPy) -> HPy_ssize_t);
        }
        HPyFunc_SSIZEARGFUNC => {
            with_fields!(function, block: HPyFunc_args_SSIZEARGFUNC, (arg0: HPy, arg1: HPy_ssize_t) -> HPy);
        }
        HPyFunc_SSIZEOBJARGPROC => {
            with_fields!(function, block: HPyFunc_args_SSIZEOBJARGPROC, (arg0: HPy, arg1: HPy_ssize_t, arg2: HPy) -> c_int);
        }
        HPyFunc_OBJOBJARGPROC => {
            with_fields!(function, block: HPyFunc_args_OBJOBJARGPROC, (arg0: HPy, arg1: HPy, arg2: HPy) -> c_int);
        }
        HPyFunc_OBJOBJPROC => {
            with_fields!(function, block: HPyFunc_args_OBJOBJPROC, (arg0: HPy, arg1: HPy) -> c_int);
        }
        HPyFunc_RICHCMPFUNC => {
            with_fields!(function, block: HPyFunc_args_RICHCMPFUNC, (arg0: HPy, arg1: HPy, arg2: HPy_RichCmpOp) -> HPy);
        }
        HPyFunc_SETTER => {
            with_fields!(function, block: HPyFunc_args_SETTER, (arg0: HPy, arg1: HPy, arg2: *mut c_void) -> c_int);
        }
        HPyFunc_NEWFUNC => with_tuple!(function, block: HPyFunc_args_NEWFUNC -> HPy),
        HPyFunc_INITPROC => with_tuple!(function, block: HPyFunc_args_INITPROC -> c_int),
        // SAFETY: as above.
        HPyFunc_DESTRUCTOR => unsafe { destructor(function, block) },
        // SAFETY: as above.
        HPyFunc_GETBUFFERPROC => unsafe { get_buffer(function, block) },
        // SAFETY: as above.
        HPyFunc_RELEASEBUFFERPROC => unsafe { release_buffer(function, block) },
        _ => report::abort("a function was called whose signature is not known"),
    }
}

/// # Safety
///
/// As for [`enter`], here and below.
unsafe fn var_args(function: HPyCFunction, block: *mut c_void) {
    type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, usize) -> HPy;
    // SAFETY: the block of this signature, which is the trampoline's.
    let block = unsafe { &mut *block.cast::<HPyFunc_args_VARARGS>() };
    // SAFETY: the function of this signature.
    let function = unsafe { std::mem::transmute::<HPyCFunction, Entry>(function) };
    let mut call = Call::begin();
    let slf = call.handle(block.self_);
    // SAFETY: that many arguments.
    let arguments = unsafe { call.array(block.args, block.nargs.cast_unsigned()) };
    // SAFETY: the entry contract.
    let result = unsafe { function(call.ctx, slf, arguments.as_ptr(), arguments.len()) };
    // SAFETY: as above.
    block.result = unsafe { Field::leave(result) };
}

unsafe fn keywords(function: HPyCFunction, block: *mut c_void) {
    // SAFETY: the block of this signature, which is the trampoline's.
    let block = unsafe { &mut *block.cast::<HPyFunc_args_KEYWORDS>() };
    // SAFETY: the function of this signature.
    let function = unsafe { std::mem::transmute::<HPyCFunction, HPyFunc_keywords>(function) };
    // SAFETY: the caller's promise; methods get their arguments without a flag in the number.
    block.result = unsafe { call_array(function, block.self_, block.args, block.nargsf, block.kwnames) };
}

unsafe fn destructor(function: HPyCFunction, block: *mut c_void) {
    type Entry = unsafe extern "C" fn(*mut HPyContext, HPy);
    // SAFETY: the block of this signature, which is the trampoline's.
    let object = unsafe { (*block.cast::<HPyFunc_args_DESTRUCTOR>()).arg0 };
    // SAFETY: the function of this signature.
    let function = unsafe { std::mem::transmute::<HPyCFunction, Entry>(function) };
    let mut call = Call::begin();
    let object = call.handle(object);
    // SAFETY: the entry contract.
    unsafe { function(call.ctx, object) };
}

type BufferEntry<R> = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer, c_int) -> R;

/// A view begins as HPy's does; the handle in it becomes the object that the interpreter wants there.
unsafe fn get_buffer(function: HPyCFunction, block: *mut c_void) {
    // SAFETY: the block of this signature, which is the trampoline's.
    let block = unsafe { &mut *block.cast::<HPyFunc_args_GETBUFFERPROC>() };
    // SAFETY: the function of this signature.
    let function = unsafe { std::mem::transmute::<HPyCFunction, BufferEntry<c_int>>(function) };
    let view = block.view.cast::<HPy_buffer>();
    let mut call = Call::begin();
    let object = call.handle(block.self_);
    // SAFETY: the entry contract.
    block.result = unsafe { function(call.ctx, object, view, block.flags) };
    // SAFETY: the interpreter's view may be looked at.
    let owner = unsafe { &raw mut (*view).obj };
    // SAFETY: as above; our entries write there even if they refuse.
    let handle = unsafe { owner.read() };
    // SAFETY: as above; the function may have put an owned handle there.
    let object = unsafe { report::taken(handle, State::Owned) };
    // SAFETY: as above.
    unsafe { owner.write(object.hand()) };
}

unsafe fn release_buffer(function: HPyCFunction, block: *mut c_void) {
    type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer);
    // SAFETY: the block of this signature, which is the trampoline's.
    let block = unsafe { &*block.cast::<HPyFunc_args_RELEASEBUFFERPROC>() };
    // SAFETY: the function of this signature.
    let function = unsafe { std::mem::transmute::<HPyCFunction, Entry>(function) };
    // SAFETY: a view that was filled.
    let mut view = unsafe { block.view.cast::<HPy_buffer>().read() };
    let mut call = Call::begin();
    let object = call.handle(block.self_);
    view.obj = call.handle(view.obj.hand());
    // SAFETY: the entry contract.
    unsafe { function(call.ctx, object, &raw mut view) };
}

/// Executes a module.
///
/// # Safety
///
/// The entry contract.
pub(in crate::cpython) unsafe fn execute(function: HPyFunc_inquiry, module: *mut PyObject) -> c_int {
    let mut block = HPyFunc_args_INQUIRY { arg0: module, result: -1 };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_inquiry, HPyCFunction>(function) };
    // SAFETY: the caller's promise; function and block of this signature.
    unsafe { enter(std::ptr::null_mut(), HPyFunc_INQUIRY, function, (&raw mut block).cast()) };
    block.result
}
