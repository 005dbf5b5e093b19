//! The type of an object, read from its header where objects have one.

use std::ffi::{c_char, c_ulong};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::api::{Runtime, learn_header};
use crate::capi::inline::type_flags;
use crate::capi::{_Py_TYPE, IS_LINKED, Interpreter, KNOWN, PyType_GetFlags};
use crate::cpython::debug;

/// The word of the header that holds the type; 0 where a handle may be no address, which is on `GraalPy`.
static TYPE_WORD: AtomicUsize = AtomicUsize::new(0);
/// The word of a type's struct that holds its C name.
static NAME_WORD: AtomicUsize = AtomicUsize::new(0);

/// A builtin type whose instances are told by a flag of their type.
#[derive(Clone, Copy)]
pub(super) struct Builtin {
    flag: c_ulong,
    /// The type itself, which most objects that are asked about have. The context has none for dicts.
    exact: fn(&HPyContext) -> HPy,
}

pub(super) const LIST: Builtin = Builtin { flag: 1 << 25, exact: |ctx| ctx.h_ListType };
pub(super) const TUPLE: Builtin = Builtin { flag: 1 << 26, exact: |ctx| ctx.h_TupleType };
pub(super) const BYTES: Builtin = Builtin { flag: 1 << 27, exact: |ctx| ctx.h_BytesType };
pub(super) const TEXT: Builtin = Builtin { flag: 1 << 28, exact: |ctx| ctx.h_UnicodeType };
pub(super) const DICT: Builtin = Builtin { flag: 1 << 29, exact: |_| HPy::NULL };

/// How many words a header has.
static HEADER_WORDS: AtomicUsize = AtomicUsize::new(0);

/// Learns the layout. `false` if the types of this interpreter's objects cannot be had.
pub(super) fn learn(interpreter: &Interpreter) -> bool {
    let graalpy = interpreter.runtime == Runtime::GraalPy;
    let type_word = if graalpy { 0 } else { interpreter.header_words - 1 };
    TYPE_WORD.store(type_word, Relaxed);
    NAME_WORD.store(interpreter.header_words + 1, Relaxed);
    HEADER_WORDS.store(interpreter.header_words, Relaxed);
    // In debug mode a handle is no address.
    if !graalpy && !debug::is_on() {
        learn_header(interpreter.header_words);
    }
    !graalpy || _Py_TYPE().is_some()
}

/// Is this `GraalPy`, whose lengths and indexes end at 31 bits and some of whose functions need help?
#[inline(always)]
pub(super) fn on_graalpy() -> bool {
    !IS_LINKED && TYPE_WORD.load(Relaxed) == 0
}

/// May a list, a tuple or an index be as large as this?
#[inline(always)]
pub(super) fn is_index(size: HPy_ssize_t) -> bool {
    !on_graalpy() || i32::try_from(size).is_ok()
}

/// The type of an object, borrowed from it.
///
/// # Safety
///
/// The entry contract; `object` is live.
#[inline(always)]
pub(super) unsafe fn type_of(object: *mut PyObject) -> *mut PyObject {
    if on_graalpy() {
        // SAFETY: the caller's promise.
        return unsafe { asked_type(object) };
    }
    // SAFETY: as above.
    unsafe { own_type(object) }
}

#[inline(never)]
unsafe fn asked_type(object: *mut PyObject) -> *mut PyObject {
    match _Py_TYPE() {
        // SAFETY: GraalPy's function of that name takes any object.
        Some(ask) => unsafe { ask(object) },
        None => std::ptr::null_mut(),
    }
}

/// Is the object an instance of a builtin type, or of a subclass?
///
/// # Safety
///
/// The entry contract; `object` is live.
#[inline(always)]
pub(super) unsafe fn is_instance(ctx: *mut HPyContext, object: *mut PyObject, builtin: Builtin) -> bool {
    // SAFETY: the caller's promise.
    let type_ = unsafe { type_of(object) };
    // SAFETY: the context of this call; the layouts agree up to the constants asked for.
    if type_ as isize == (builtin.exact)(unsafe { &*ctx }).0 {
        return true;
    }
    // SAFETY: the type of a live object.
    let flags = unsafe { type_flags(type_) };
    // SAFETY: as above.
    let flags = flags.unwrap_or_else(|| unsafe { PyType_GetFlags(type_) });
    flags & builtin.flag != 0
}

/// Whether this is the address of an object: `GraalPy` hands out numbers for what it keeps itself, all of them negative.
#[inline(always)]
pub(super) fn is_address(object: *mut PyObject) -> bool {
    object.addr().cast_signed() > 0
}

/// The type of an instance of a type of ours, read from its header everywhere: such an instance is always an address.
///
/// # Safety
///
/// `object` is such an instance, live or just going.
#[inline(always)]
pub(super) unsafe fn own_type(object: *mut PyObject) -> *mut PyObject {
    let word = header_words() - 1;
    // SAFETY: the last word of an object's header is its type.
    unsafe { object.cast::<*mut PyObject>().wrapping_add(word).read() }
}

/// How many words the header of an object has.
#[inline(always)]
pub(crate) fn header_words() -> usize {
    match KNOWN {
        Some(interpreter) => interpreter.header_words,
        None => HEADER_WORDS.load(Relaxed),
    }
}

/// A word of a type's struct, counted from the name on.
///
/// # Safety
///
/// The entry contract; `type_` is a live type whose struct has that word.
pub(super) unsafe fn struct_word(type_: *mut PyObject, word: usize) -> usize {
    let word = NAME_WORD.load(Relaxed) + word;
    // SAFETY: the caller's promise.
    unsafe { type_.cast::<usize>().wrapping_add(word).read() }
}

/// Writes a word of a type's struct.
///
/// # Safety
///
/// As for [`struct_word`], and the word may be `value`.
pub(super) unsafe fn set_struct_word(type_: *mut PyObject, word: usize, value: usize) {
    let word = NAME_WORD.load(Relaxed) + word;
    // SAFETY: the caller's promise.
    unsafe { type_.cast::<usize>().wrapping_add(word).write(value) };
}

/// The name in a type's struct; it may have a module in front.
///
/// # Safety
///
/// The entry contract; `type_` is a live type.
pub(super) unsafe fn struct_name(type_: *mut PyObject) -> *const c_char {
    let word = NAME_WORD.load(Relaxed);
    // SAFETY: behind its header and length a type's struct starts with the name.
    unsafe { type_.cast::<*const c_char>().wrapping_add(word).read() }
}
