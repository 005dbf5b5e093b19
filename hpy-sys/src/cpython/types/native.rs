//! Types that derive from an exception of the interpreter's, or from a builtin type: their instances are those of
//! that type, and the struct follows.

use std::ffi::{CStr, c_int};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::index::is_before_pypy_8;
use super::native_slots;
use super::registry::find;
use super::room::WORDS_IN_FRONT;
use crate::abi::{HPy, HPy_mp_length, HPy_sq_length, HPyContext, PyObject};
use crate::api::{Runtime, Type, header_words, own_context};
use crate::capi::{Interpreter, PyLong_AsSsize_t, PyObject_GetAttrString, PyType_IsSubtype, raise_import_error};
use crate::cpython::entry::Hand;
use crate::cpython::header::{TP_BASICSIZE, is_address, on_graalpy, struct_word, type_of};
use crate::cpython::own_types::{has_name, is_made};
use crate::cpython::raise::raise;
use crate::cpython::refcount::Owned;

/// Whether the size is in the struct only.
static HAS_NO_SIZES: AtomicBool = AtomicBool::new(false);
/// Whether the end of an instance of such a type lets go of the type, as that of an instance of ours does.
static LETS_GO_OF_TYPES: AtomicBool = AtomicBool::new(false);
/// Whether instances of such types are never freed.
static NEVER_FREED: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    let Interpreter { runtime, version, .. } = *interpreter;
    HAS_NO_SIZES.store(runtime == Runtime::PyPy, Relaxed);
    native_slots::learn(interpreter);
    LETS_GO_OF_TYPES.store(runtime == Runtime::PyPy, Relaxed);
    NEVER_FREED.store(runtime == Runtime::GraalPy && version < (3, 11), Relaxed);
}

/// Whether the end of an instance of such a type lets go of the type.
pub(super) fn lets_go_of_types() -> bool {
    LETS_GO_OF_TYPES.load(Relaxed)
}

/// The exceptions with attributes of their own. `GraalPy` ends the process where it is asked for those of an instance that is not
/// its own, and has no room for a struct in its own.
const WITH_ATTRIBUTES: [fn(&HPyContext) -> HPy; 7] = [
    |ctx| ctx.h_AttributeError,
    |ctx| ctx.h_ImportError,
    |ctx| ctx.h_OSError,
    |ctx| ctx.h_StopIteration,
    |ctx| ctx.h_SyntaxError,
    |ctx| ctx.h_SystemExit,
    |ctx| ctx.h_UnicodeError,
];

/// Whether a type of this name cannot derive from `base` here; `true` with an exception set.
///
/// # Safety
///
/// The entry contract; `base` is a type.
pub(super) unsafe fn is_refused(name: &CStr, base: *mut PyObject) -> bool {
    // SAFETY: the context of this door has these constants at one place in both layouts.
    let ctx = unsafe { &*own_context().as_raw() };
    // SAFETY: the caller's promise.
    let is_one_of = |exception: HPy| unsafe { PyType_IsSubtype(base, exception.hand()) } != 0;
    let is_exception = is_one_of(ctx.h_BaseException);
    let why = if NEVER_FREED.load(Relaxed) {
        if is_exception {
            "GraalPy 23 never frees an instance of a class that extends an exception"
        } else {
            "GraalPy 23 never frees an instance of a class that extends one of Python's own"
        }
    } else if on_graalpy() && ![ctx.h_BaseException, ctx.h_FloatType, ctx.h_UnicodeType].into_iter().any(is_one_of) {
        "GraalPy has no place for a value in instances of a class that extends a container or tzinfo; hold one in a Field instead"
    } else if on_graalpy() && WITH_ATTRIBUTES.iter().any(|exception| is_one_of(exception(ctx))) {
        "GraalPy cannot make instances of classes that extend an exception with attributes of its own"
    // SAFETY: the caller's promise.
    } else if unsafe { is_made(base) } && !unsafe { is_pypys_tzinfo(base) } {
        "what it extends is not Python's own: something else stands in its place in builtins"
    } else {
        return false;
    };
    // SAFETY: the caller's promise.
    unsafe { raise_import_error(&format!("class '{}': {why}", name.to_string_lossy())) };
    true
}

/// Whether a type that was made is `tzinfo` on `PyPy`, where that is written in Python, so that its instances have nothing for C.
///
/// # Safety
///
/// As for [`size_of_instances`].
unsafe fn is_pypys_tzinfo(type_: *mut PyObject) -> bool {
    if !HAS_NO_SIZES.load(Relaxed) {
        return false;
    }
    // SAFETY: the caller's promise: on PyPy every type has such a struct.
    let size = unsafe { struct_word(type_, TP_BASICSIZE) };
    // SAFETY: as above.
    size == header_words() * size_of::<usize>() && unsafe { has_name(type_, c"tzinfo") }
}

/// Whether a type that derives from `native`, if from any, cannot have a `__len__` here, and has one; `true` with an exception set.
///
/// # Safety
///
/// As for [`is_refused`]; `native` is null or a type of the interpreter's.
pub(super) unsafe fn refuses_length(definition: &Type, native: *mut PyObject) -> bool {
    let has_length = definition.slots.iter().any(|slot| matches!(slot.number(), HPy_mp_length | HPy_sq_length));
    if !has_length || native.is_null() || !is_before_pypy_8() {
        return false;
    }
    // SAFETY: the context of this door has this constant at one place in both layouts.
    let text = unsafe { (*own_context().as_raw()).h_UnicodeType };
    // SAFETY: the caller's promise, here and below.
    let is_text = unsafe { PyType_IsSubtype(native, text.hand()) } != 0;
    if is_text {
        let why =
            "PyPy 7.3 asks a class that extends str for its length before there is a value: it cannot have a __len__";
        // SAFETY: as above.
        unsafe { raise_import_error(&format!("class '{}': {why}", definition.name.to_string_lossy())) };
    }
    is_text
}

/// The size of an instance of `type_`; `None` with an exception set.
///
/// # Safety
///
/// The entry contract; `type_` is a type of the interpreter's.
pub(super) unsafe fn size_of_instances(type_: *mut PyObject) -> Option<usize> {
    if HAS_NO_SIZES.load(Relaxed) {
        // SAFETY: the caller's promise: on PyPy every type has such a struct.
        return Some(unsafe { struct_word(type_, TP_BASICSIZE) });
    }
    // SAFETY: the caller's promise, here and below.
    let size = unsafe { PyObject_GetAttrString(type_, c"__basicsize__".as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let size = unsafe { Owned::new(size) }?;
    // SAFETY: as above.
    usize::try_from(unsafe { PyLong_AsSsize_t(size.object()) }).ok()
}

/// A new instance of `type_`, its struct all zero; null with an exception set.
///
/// # Safety
///
/// The entry contract; `type_` is, or derives from, a type made here that has a native base, `arguments` a tuple.
pub(crate) unsafe fn new_native(type_: HPy, arguments: HPy) -> HPy {
    let type_: *mut PyObject = type_.hand();
    // SAFETY: the caller's promise, here and below.
    let Some(made) = (unsafe { find(type_) }).filter(|made| !made.native.is_null()) else {
        // SAFETY: as above.
        unsafe { refuse() };
        return HPy::NULL;
    };
    // SAFETY: as above.
    let object = unsafe { made.native_slots.make(type_, arguments.hand()) };
    // SAFETY: as above; a new reference or null.
    let Some(object) = (unsafe { Owned::new(object) }) else { return HPy::NULL };
    // SAFETY: a live object.
    if !is_address(object.object()) || unsafe { type_of(object.object()) } != type_ {
        // SAFETY: as above.
        unsafe { refuse() };
        return HPy::NULL;
    }
    let start = made.payload_of(object.object()).cast::<u8>();
    // SAFETY: an instance is as large as its type says; nobody has looked at its struct yet.
    unsafe { start.write_bytes(0, made.struct_size) };
    if on_graalpy() {
        // SAFETY: as above: the words in front of the struct.
        unsafe { made.note_of(object.object()).write_bytes(0, WORDS_IN_FRONT) };
    }
    object.into_object().hand()
}

#[cold]
unsafe fn refuse() {
    // SAFETY: the context of this door has this constant at one place in both layouts.
    let exception = unsafe { (*own_context().as_raw()).h_TypeError };
    // SAFETY: the caller's promise.
    unsafe { raise(exception, c"the class makes no instances of its own") };
}

/// Initialises an instance as its native base does, with a tuple of arguments; -1 with an exception set.
///
/// # Safety
///
/// The entry contract; `object` is an instance of some type made here, `arguments` a tuple.
pub(crate) unsafe fn init_native(object: HPy, arguments: HPy) -> c_int {
    let object: *mut PyObject = object.hand();
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { type_of(object) };
    // SAFETY: as above.
    let Some(made) = (unsafe { find(type_) }) else { return 0 };
    // SAFETY: as above.
    unsafe { made.native_slots.init(object, arguments.hand()) }
}
