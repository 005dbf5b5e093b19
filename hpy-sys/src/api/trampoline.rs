//! What CPython calls when HPy loaded the file, and any interpreter in the debug mode of our own door.
//!
//! Where that may be done the entry is called at once, see [`address`](super::address). Else C API arguments are packed and HPy is asked to
//! make handles of them; as in HPy's own headers, nothing more is done than that, except that huge numbers of arguments are
//! refused: hpy 0.9.0 copies them to the stack.

use std::ffi::CStr;
use std::ffi::c_int;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering::Relaxed};

use super::address::{handle_of_hpy, header_words, object_of_hpy, past_hpy};
use super::context::ContextRef;
use super::entry::{Keywords, NoArgs, OneArg, VarArgs, hpy};
use super::functions::HPy_CallRealFunctionFromTrampoline;
use crate::abi::{
    HPy, HPy_ssize_t, HPyCFunction, HPyContext, HPyFunc_INQUIRY, HPyFunc_KEYWORDS, HPyFunc_NOARGS, HPyFunc_O,
    HPyFunc_Signature, HPyFunc_VARARGS, HPyFunc_args_INQUIRY, HPyFunc_args_KEYWORDS, HPyFunc_args_NOARGS,
    HPyFunc_args_O, HPyFunc_args_VARARGS, HPyFunc_inquiry, HPyFunc_keywords, HPyFunc_noargs, HPyFunc_o,
    HPyFunc_varargs, PyObject,
};
use crate::capi;

/// hpy copies arguments and items to the stack, so more than this go no such way; a stack of 256 KiB has room for them. Without
/// hpy there is no limit.
pub const MOST_ON_STACK: usize = if capi::IS_LINKED { isize::MAX.unsigned_abs() } else { 16_384 };

/// What is refused; nothing behind the own door, which calls trampolines in its debug mode and copies nothing to the stack.
static MOST: AtomicUsize = AtomicUsize::new(MOST_ON_STACK);

/// Allows any number of arguments.
pub(super) fn allow_all() {
    MOST.store(usize::MAX, Relaxed);
}

/// A flag in the number of arguments: the word before them may be written to.
pub(crate) const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// The length of a tuple; 0 for null, and where any will do.
///
/// # Safety
///
/// `tuple` is a tuple of the interpreter's, or null.
unsafe fn length_of(tuple: *mut PyObject) -> usize {
    if tuple.is_null() || MOST.load(Relaxed) == usize::MAX {
        return 0;
    }
    // SAFETY: CPython's tuples go on with their length behind the header, which was measured.
    let length = unsafe { tuple.cast::<usize>().add(header_words()) };
    // SAFETY: as above.
    unsafe { length.read() }
}

/// The items of a tuple as an array of arguments, and how many there are.
///
/// # Safety
///
/// `tuple` is a tuple of CPython's.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a class")]
pub(super) unsafe fn items_of(tuple: *mut PyObject) -> (*const HPy, HPy_ssize_t) {
    // SAFETY: a tuple goes on with its length behind the header, which was measured, and then with its items.
    let length = unsafe { tuple.cast::<HPy_ssize_t>().add(header_words()) };
    // SAFETY: as above.
    let items = unsafe { length.add(1) };
    // SAFETY: as above.
    (items.cast_const().cast(), unsafe { *length })
}

/// The context for trampolines, set by the interpreter before it makes the module.
static CONTEXT: AtomicPtr<HPyContext> = AtomicPtr::new(ptr::null_mut());

/// Whether a context of another mode came after the first one.
static HAS_OTHER: AtomicBool = AtomicBool::new(false);

/// Stores what `HPyInitGlobalContext_NAME` got. The first mode stays: all that is kept in statics belongs to it.
///
/// # Safety
///
/// `ctx` is a context that lives for ever.
pub(super) unsafe fn set_context(ctx: *mut HPyContext) {
    let first = CONTEXT.load(Relaxed);
    // SAFETY: a context that lives for ever, or null.
    let first_name = unsafe { name(first) };
    // SAFETY: by the contract of this function.
    let own_name = unsafe { name(ctx) };
    if first.is_null() || first_name == own_name {
        CONTEXT.store(ctx, Relaxed);
    } else {
        HAS_OTHER.store(true, Relaxed);
    }
}

/// What a table calls itself, which tells the mode.
///
/// # Safety
///
/// `ctx` is a context that lives for ever, or null.
unsafe fn name(ctx: *mut HPyContext) -> Option<&'static CStr> {
    // SAFETY: the header is the same in all layouts.
    let name = unsafe { ctx.as_ref() }?.name;
    // SAFETY: HPy's name of a table is a C string.
    (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })
}

/// Whether the module that is now being executed was loaded in another mode than one before.
pub(super) fn was_loaded_in_other_mode() -> bool {
    HAS_OTHER.swap(false, Relaxed)
}

/// Lets HPy call `function` with the arguments in `block`, and write the result there.
///
/// # Safety
///
/// `function` and `block` are of that signature.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) unsafe fn call_real<B>(signature: HPyFunc_Signature, function: HPyCFunction, block: *mut B) {
    // SAFETY: HPy stores its context before it hands a trampoline to CPython.
    let ctx = unsafe { ContextRef::from_raw(CONTEXT.load(Relaxed)) };
    // SAFETY: the caller promises function and block of the signature.
    unsafe { HPy_CallRealFunctionFromTrampoline(ctx, signature, function, block.cast()) };
}

/// Defines a trampoline: no more than a jump to what all of its kind go on with.
macro_rules! trampoline {
    ($name:ident<$trait:ident>($($argument:ident: $type:ty),*) of $function:ty, $go_on:ident) => {
        pub(super) unsafe extern "C" fn $name<F: $trait>($($argument: $type),*) -> *mut PyObject {
            // SAFETY: CPython's arguments for a function of this kind.
            unsafe { $go_on($($argument,)* hpy::$name::<F>) }
        }
    };
}

trampoline!(no_args<NoArgs>(slf: *mut PyObject) of HPyFunc_noargs, call_no_args);
trampoline!(one_arg<OneArg>(slf: *mut PyObject, arg: *mut PyObject) of HPyFunc_o, call_one_arg);
trampoline!(
    var_args<VarArgs>(slf: *mut PyObject, args: *const *mut PyObject, nargs: HPy_ssize_t) of HPyFunc_varargs,
    call_var_args
);
trampoline!(
    keywords<Keywords>(slf: *mut PyObject, args: *const *mut PyObject, nargsf: usize, kwnames: *mut PyObject)
    of HPyFunc_keywords, call_keywords
);

// SAFETY, for the direct calls that follow: objects are live for the call, and so are their handles; a handle that comes
// back is owned. Entries read arrays of arguments by `address::argument`.

#[inline(never)]
pub(super) unsafe extern "C" fn call_no_args(self_: *mut PyObject, function: HPyFunc_noargs) -> *mut PyObject {
    if let Some(ctx) = past_hpy() {
        // SAFETY: see above.
        return object_of_hpy(unsafe { function(ctx.as_raw(), handle_of_hpy(self_)) });
    }
    let mut block = HPyFunc_args_NOARGS { self_, result: ptr::null_mut() };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_noargs, HPyCFunction>(function) };
    // SAFETY: function and block of HPyFunc_NOARGS.
    unsafe { call_real(HPyFunc_NOARGS, function, &raw mut block) };
    block.result
}

#[inline(never)]
unsafe extern "C" fn call_one_arg(self_: *mut PyObject, arg: *mut PyObject, function: HPyFunc_o) -> *mut PyObject {
    if let Some(ctx) = past_hpy() {
        // SAFETY: see above.
        return object_of_hpy(unsafe { function(ctx.as_raw(), handle_of_hpy(self_), handle_of_hpy(arg)) });
    }
    let mut block = HPyFunc_args_O { self_, arg, result: ptr::null_mut() };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_o, HPyCFunction>(function) };
    // SAFETY: function and block of HPyFunc_O.
    unsafe { call_real(HPyFunc_O, function, &raw mut block) };
    block.result
}

#[inline(never)]
unsafe extern "C" fn call_var_args(
    self_: *mut PyObject,
    args: *const *mut PyObject,
    nargs: HPy_ssize_t,
    function: HPyFunc_varargs,
) -> *mut PyObject {
    if let Some(ctx) = past_hpy() {
        // SAFETY: see above.
        return object_of_hpy(unsafe {
            function(ctx.as_raw(), handle_of_hpy(self_), args.cast(), nargs.cast_unsigned())
        });
    }
    if nargs.cast_unsigned() > MOST.load(Relaxed) {
        return too_many_arguments();
    }
    let mut block = HPyFunc_args_VARARGS { self_, args, nargs, result: ptr::null_mut() };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_varargs, HPyCFunction>(function) };
    // SAFETY: function and block of HPyFunc_VARARGS.
    unsafe { call_real(HPyFunc_VARARGS, function, &raw mut block) };
    block.result
}

#[inline(never)]
unsafe extern "C" fn call_keywords(
    self_: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
    function: HPyFunc_keywords,
) -> *mut PyObject {
    let nargs = nargsf & !ARGUMENTS_OFFSET;
    if let Some(ctx) = past_hpy() {
        // SAFETY: see above.
        return object_of_hpy(unsafe {
            function(ctx.as_raw(), handle_of_hpy(self_), args.cast(), nargs, handle_of_hpy(kwnames))
        });
    }
    // SAFETY: the interpreter passes a tuple of names, or null.
    if nargs + unsafe { length_of(kwnames) } > MOST.load(Relaxed) {
        return too_many_arguments();
    }
    let mut block = HPyFunc_args_KEYWORDS { self_, args, nargsf, kwnames, result: ptr::null_mut() };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_keywords, HPyCFunction>(function) };
    // SAFETY: function and block of HPyFunc_KEYWORDS.
    unsafe { call_real(HPyFunc_KEYWORDS, function, &raw mut block) };
    block.result
}

/// For a slot of signature INQUIRY, given its implementation.
///
/// # Safety
///
/// `function` is of that signature, and CPython calls with a live object.
pub(super) unsafe fn inquiry(arg0: *mut PyObject, function: HPyFunc_inquiry) -> c_int {
    let mut block = HPyFunc_args_INQUIRY { arg0, result: -1 };
    // SAFETY: between function pointers.
    let function = unsafe { std::mem::transmute::<HPyFunc_inquiry, HPyCFunction>(function) };
    // SAFETY: function and block of HPyFunc_INQUIRY.
    unsafe { call_real(HPyFunc_INQUIRY, function, &raw mut block) };
    block.result
}

/// Whether a tuple has more arguments than go over the stack; then `TypeError` is set.
///
/// # Safety
///
/// `args` is a tuple of the interpreter's, or null.
pub(super) unsafe fn too_many_in(args: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let is_too_long = unsafe { length_of(args) } > MOST.load(Relaxed);
    if is_too_long {
        too_many_arguments();
    }
    is_too_long
}

#[cold]
fn too_many_arguments() -> *mut PyObject {
    // SAFETY: CPython called a method, so its lock is held.
    unsafe { capi::raise_type_error(c"too many arguments") };
    ptr::null_mut()
}
