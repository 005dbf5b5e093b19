//! The type of an object, read from its header where objects have one.

use std::ffi::{c_char, c_ulong, c_void};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::api::{Runtime, header_words, set_header_words};
use crate::capi::inline::{self, type_flags};
use crate::capi::{_Py_TYPE, IS_LINKED, Interpreter, KNOWN, PyType_GetFlags};
use crate::learnt::Learnt;

/// Whether a handle may be no address, which is on `GraalPy`.
static GRAALPY: AtomicBool = AtomicBool::new(false);

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

/// The word of a type's struct that holds `tp_free`; 0 where that must be asked for.
static FREE_WORD: Learnt<usize> = Learnt::new(0);

/// Learns the layout. `false` if the types of this interpreter's objects cannot be had.
pub(super) fn learn(interpreter: &Interpreter) -> bool {
    let graalpy = interpreter.runtime == Runtime::GraalPy;
    GRAALPY.store(graalpy, Relaxed);
    // SAFETY: an interpreter that loads a module holds its lock.
    unsafe { set_header_words(interpreter.header_words) };
    let is_known = interpreter.has_plain_headers() && interpreter.has_known_types();
    // SAFETY: as above.
    unsafe { FREE_WORD.set(if is_known { 40 } else { 0 }) };
    !graalpy || _Py_TYPE().is_some()
}

/// Is this `GraalPy`, whose lengths and indexes end at 31 bits and some of whose functions need help?
#[inline(always)]
pub(super) fn on_graalpy() -> bool {
    !IS_LINKED && GRAALPY.load(Relaxed)
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

/// The word of a type's struct that holds its name: behind its header and length.
#[inline]
fn name_word() -> usize {
    header_words() + 1
}

/// `tp_basicsize`, counted in words from the name on: the size of an instance in bytes.
pub(super) const TP_BASICSIZE: usize = 1;

/// A word of a type's struct, counted from the name on.
///
/// # Safety
///
/// The entry contract; `type_` is a live type whose struct has that word.
#[inline]
pub(super) unsafe fn struct_word(type_: *mut PyObject, word: usize) -> usize {
    let word = name_word() + word;
    // SAFETY: the caller's promise.
    unsafe { type_.cast::<usize>().wrapping_add(word).read() }
}

/// Writes a word of a type's struct.
///
/// # Safety
///
/// As for [`struct_word`], and the word may be `value`.
pub(super) unsafe fn set_struct_word(type_: *mut PyObject, word: usize, value: usize) {
    let word = name_word() + word;
    // SAFETY: the caller's promise.
    unsafe { type_.cast::<usize>().wrapping_add(word).write(value) };
}

/// What gives the memory of a type's instances back, where a type can be looked into.
///
/// # Safety
///
/// The entry contract; `type_` is a live type.
#[inline(always)]
pub(super) unsafe fn free_of(type_: *mut PyObject) -> Option<*mut c_void> {
    if KNOWN.is_some() {
        // SAFETY: the caller's promise.
        return unsafe { inline::free_of(type_) };
    }
    let word = FREE_WORD.get();
    // SAFETY: this version's types are laid out so.
    (word != 0).then(|| unsafe { type_.cast::<*mut c_void>().wrapping_add(word).read() })
}

/// The type of an instance of a type of ours, and what gives its memory back, where both are known to be there.
///
/// # Safety
///
/// As for [`own_type`].
#[inline(always)]
pub(super) unsafe fn known_free(object: *mut PyObject) -> Option<(*mut PyObject, *mut c_void)> {
    /// The header of an interpreter whose types can be looked into is a count and the type.
    const TYPE_WORD: usize = 1;
    if KNOWN.is_some() {
        // SAFETY: the caller's promise.
        let type_ = unsafe { own_type(object) };
        // SAFETY: a live type.
        return unsafe { inline::free_of(type_) }.map(|free| (type_, free));
    }
    let word = FREE_WORD.get();
    if word == 0 {
        return None;
    }
    // SAFETY: the caller's promise.
    let type_ = unsafe { object.cast::<*mut PyObject>().wrapping_add(TYPE_WORD).read() };
    // SAFETY: this version's types are laid out so.
    Some((type_, unsafe { type_.cast::<*mut c_void>().wrapping_add(word).read() }))
}

/// The name in a type's struct; it may have a module in front.
///
/// # Safety
///
/// The entry contract; `type_` is a live type.
pub(super) unsafe fn struct_name(type_: *mut PyObject) -> *const c_char {
    let word = name_word();
    // SAFETY: as above.
    unsafe { type_.cast::<*const c_char>().wrapping_add(word).read() }
}
