//! Types that derive from an exception type of the interpreter's: their instances are that type's, and the struct follows.

use std::ffi::{CStr, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::registry::{Made, find};
use super::room::WORDS_IN_FRONT;
use crate::abi::{HPy, HPyContext, PyObject, cpy_visitproc};
use crate::api::{Runtime, own_context};
use crate::capi::{
    Interpreter, PyErr_Clear, PyLong_AsSsize_t, PyObject_GC_Track, PyObject_GetAttrString, PyType_GetSlot,
    PyType_IsSubtype, raise_import_error,
};
use crate::cpython::entry::Hand;
use crate::cpython::header::{is_address, on_graalpy, struct_word, type_of};
use crate::cpython::raise::raise;
use crate::cpython::refcount::Owned;

/// A slot: its number, and its word in a type's struct, counted from the name on. Before CPython 3.10 only the second leads to
/// the slots of types that are not made at run time.
#[derive(Clone, Copy)]
struct Place {
    number: c_int,
    word: usize,
}

const TP_CLEAR: Place = Place { number: 51, word: 21 };
const TP_DEALLOC: Place = Place { number: 52, word: 3 };
const TP_INIT: Place = Place { number: 60, word: 34 };
const TP_NEW: Place = Place { number: 65, word: 36 };
const TP_TRAVERSE: Place = Place { number: 71, word: 20 };

/// The word of an instance's size.
const TP_BASICSIZE: usize = 1;

type Call = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;

/// Whether slots may be read from the struct of a type.
static STRUCTS_ARE_KNOWN: AtomicBool = AtomicBool::new(false);
/// Whether the size is in the struct only.
static HAS_NO_SIZES: AtomicBool = AtomicBool::new(false);
/// CPython's exceptions take themselves out of the collector's sight as they go, some without a look whether they are in it.
static MUST_BE_TRACKED: AtomicBool = AtomicBool::new(false);
/// Whether the end of an exception lets go of its type, as that of an instance of ours does.
static LETS_GO_OF_TYPES: AtomicBool = AtomicBool::new(false);
/// Whether instances of such types are never freed.
static NEVER_FREED: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    let Interpreter { runtime, version, .. } = *interpreter;
    STRUCTS_ARE_KNOWN.store(runtime != Runtime::GraalPy, Relaxed);
    HAS_NO_SIZES.store(runtime == Runtime::PyPy, Relaxed);
    MUST_BE_TRACKED.store(runtime == Runtime::CPython, Relaxed);
    LETS_GO_OF_TYPES.store(runtime == Runtime::PyPy, Relaxed);
    NEVER_FREED.store(runtime == Runtime::GraalPy && version < (3, 11), Relaxed);
}

/// Whether the end of an exception lets go of its type.
pub(super) fn lets_go_of_types() -> bool {
    LETS_GO_OF_TYPES.load(Relaxed)
}

/// The exceptions with attributes of their own. `GraalPy` ends the process where it is asked for those of an instance that is not
/// its own, and has no room for a struct in its own.
const WITH_ATTRIBUTES: [fn(&HPyContext) -> HPy; 6] = [
    |ctx| ctx.h_AttributeError,
    |ctx| ctx.h_ImportError,
    |ctx| ctx.h_OSError,
    |ctx| ctx.h_StopIteration,
    |ctx| ctx.h_SyntaxError,
    |ctx| ctx.h_UnicodeError,
];

/// Whether a type of this name cannot derive from the exception type `base` here; `true` with an exception set.
///
/// # Safety
///
/// The entry contract; `base` is a type.
pub(super) unsafe fn is_refused(name: &CStr, base: *mut PyObject) -> bool {
    // SAFETY: the context of this door has these constants at one place in both layouts.
    let ctx = unsafe { &*own_context().as_raw() };
    // SAFETY: the caller's promise.
    let is_one_of = |exception: HPy| unsafe { PyType_IsSubtype(base, exception.hand()) } != 0;
    let why = if NEVER_FREED.load(Relaxed) {
        "GraalPy 23 never frees an instance of a class that extends an exception"
    } else if on_graalpy() && WITH_ATTRIBUTES.iter().any(|exception| is_one_of(exception(ctx))) {
        "GraalPy cannot make instances of classes that extend an exception with attributes of its own"
    } else {
        return false;
    };
    // SAFETY: the caller's promise.
    unsafe { raise_import_error(&format!("class '{}': {why}", name.to_string_lossy())) };
    true
}

/// The size of an instance of `type_`; `None` with an exception set.
///
/// # Safety
///
/// The entry contract; `type_` is an exception type of the interpreter's.
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

/// A slot of an exception type; null if it has none.
///
/// # Safety
///
/// As for [`size_of_instances`].
unsafe fn slot(type_: *mut PyObject, place: Place) -> *mut c_void {
    // SAFETY: the caller's promise, here and below.
    let found = unsafe { PyType_GetSlot(type_, place.number) };
    if !found.is_null() {
        return found;
    }
    // SAFETY: as above. It is an error to ask that of a type of another kind.
    unsafe { PyErr_Clear() };
    if !STRUCTS_ARE_KNOWN.load(Relaxed) {
        return ptr::null_mut();
    }
    // SAFETY: as above.
    (unsafe { struct_word(type_, place.word) }) as *mut c_void
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
    // SAFETY: as above; a function of that type, or null.
    let new = unsafe { std::mem::transmute::<*mut c_void, Option<Call>>(slot(made.native, TP_NEW)) };
    // SAFETY: as above.
    let object = new.map_or(ptr::null_mut(), |new| unsafe { new(type_, arguments.hand(), ptr::null_mut()) });
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
    unsafe { raise(exception, c"the class makes no exceptions of its own") };
}

/// Initialises an exception as its native base does, with a tuple of arguments; -1 with an exception set.
///
/// # Safety
///
/// The entry contract; `object` is an instance of some type made here, `arguments` a tuple.
pub(crate) unsafe fn init_native(object: HPy, arguments: HPy) -> c_int {
    type Init = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;
    let object: *mut PyObject = object.hand();
    // SAFETY: the caller's promise, here and below.
    let made = unsafe { find(type_of(object)) }.filter(|made| !made.native.is_null());
    // SAFETY: as above; a function of that type, or null.
    let init =
        made.and_then(|made| unsafe { std::mem::transmute::<*mut c_void, Option<Init>>(slot(made.native, TP_INIT)) });
    // SAFETY: as above.
    init.map_or(0, |init| unsafe { init(object, arguments.hand(), ptr::null_mut()) })
}

impl Made {
    /// Shows the collector what the native base has; 0 without one.
    ///
    /// # Safety
    ///
    /// `object` is an instance; the collector's function and its argument.
    pub(super) unsafe fn visit_native(&self, object: *mut PyObject, visit: cpy_visitproc, arg: *mut c_void) -> c_int {
        type Traverse = unsafe extern "C" fn(*mut PyObject, cpy_visitproc, *mut c_void) -> c_int;
        // SAFETY: the caller's promise, here and below.
        let traverse = unsafe { std::mem::transmute::<*mut c_void, Option<Traverse>>(self.native_slots.traverse) };
        // SAFETY: as above.
        traverse.map_or(0, |traverse| unsafe { traverse(object, visit, arg) })
    }

    /// Has the native base let go of what it has.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is an instance.
    pub(super) unsafe fn clear_native(&self, object: *mut PyObject) {
        type Clear = unsafe extern "C" fn(*mut PyObject) -> c_int;
        // SAFETY: the caller's promise, here and below.
        if let Some(clear) = unsafe { std::mem::transmute::<*mut c_void, Option<Clear>>(self.native_slots.clear) } {
            // SAFETY: as above; it always succeeds.
            unsafe { clear(object) };
        }
    }

    /// Has the native base end an instance, and give its memory back.
    ///
    /// # Safety
    ///
    /// The entry contract; nobody refers to `object`, an instance of a type with such a base, whose struct was ended.
    pub(super) unsafe fn end_native(&self, object: *mut PyObject) {
        type Dealloc = unsafe extern "C" fn(*mut PyObject);
        if let Some(track) = PyObject_GC_Track().filter(|_| MUST_BE_TRACKED.load(Relaxed)) {
            // SAFETY: the caller's promise: it was untracked.
            unsafe { track(object.cast()) };
        }
        // SAFETY: a function of that type, or null.
        if let Some(dealloc) = unsafe { std::mem::transmute::<*mut c_void, Option<Dealloc>>(self.native_slots.dealloc) }
        {
            // SAFETY: the caller's promise.
            unsafe { dealloc(object) };
        }
    }
}

/// The slots of a native base that are called without a chance to raise anything, looked up when the type is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct NativeSlots {
    traverse: *mut c_void,
    clear: *mut c_void,
    dealloc: *mut c_void,
}

impl NativeSlots {
    pub(super) const NONE: Self = Self { traverse: ptr::null_mut(), clear: ptr::null_mut(), dealloc: ptr::null_mut() };

    /// # Safety
    ///
    /// As for [`size_of_instances`].
    pub(super) unsafe fn of(type_: *mut PyObject) -> Self {
        // SAFETY: the caller's promise.
        let [traverse, clear, dealloc] = [TP_TRAVERSE, TP_CLEAR, TP_DEALLOC].map(|place| unsafe { slot(type_, place) });
        Self { traverse, clear, dealloc }
    }
}
