//! The functions of a type of the interpreter's that are called for instances of types which derive from it.

use std::ffi::{c_int, c_ulong, c_void};
use std::mem::transmute;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::abi::{PyObject, cpy_visitproc};
use crate::api::{Runtime, own_context};
use crate::call_out::CallOut;
use crate::capi::{Interpreter, PyErr_Clear, PyObject_GC_Track, PyType_GetFlags, PyType_GetSlot, PyType_IsSubtype};
use crate::cpython::entry::Hand;
use crate::cpython::header::struct_word;
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

/// `Py_TPFLAGS_HAVE_GC`.
const HAVE_GC: c_ulong = 1 << 14;

/// Whether slots of a type that is not made at run time must be read from its struct.
static STRUCTS_ARE_READ: AtomicBool = AtomicBool::new(false);
/// What takes part in CPython's collections takes itself out of the collector's sight as it goes, some exceptions without a look
/// whether they are in it. And of a `StopIteration` the value is read without a look whether `__init__` has given it one.
static IS_CPYTHON: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    let Interpreter { runtime, version, .. } = *interpreter;
    let tells_some = runtime == Runtime::PyPy || (runtime == Runtime::CPython && version < (3, 10));
    STRUCTS_ARE_READ.store(tells_some, Relaxed);
    IS_CPYTHON.store(runtime == Runtime::CPython, Relaxed);
}

/// A slot of a type; null if it has none.
///
/// # Safety
///
/// The entry contract; `type_` is a type of the interpreter's.
unsafe fn slot(type_: *mut PyObject, place: Place) -> *mut c_void {
    // SAFETY: the caller's promise, here and below.
    let found = unsafe { PyType_GetSlot(type_, place.number) };
    if !found.is_null() {
        return found;
    }
    // It is an error to ask that of a type of another kind.
    // SAFETY: as above.
    unsafe { PyErr_Clear() };
    if !STRUCTS_ARE_READ.load(Relaxed) {
        return ptr::null_mut();
    }
    // SAFETY: as above.
    (unsafe { struct_word(type_, place.word) }) as *mut c_void
}

/// Whether a type is, or derives from, `StopIteration`.
///
/// # Safety
///
/// As for [`slot`].
unsafe fn ends_iterations(type_: *mut PyObject) -> bool {
    // SAFETY: the context of this door has this constant at one place in both layouts.
    let end = unsafe { (*own_context().as_raw()).h_StopIteration };
    // SAFETY: the caller's promise.
    unsafe { PyType_IsSubtype(type_, end.hand()) != 0 }
}

type New = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
type Init = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;
type Traverse = unsafe extern "C" fn(*mut PyObject, cpy_visitproc, *mut c_void) -> c_int;
type Clear = unsafe extern "C" fn(*mut PyObject) -> c_int;
type Dealloc = unsafe extern "C" fn(*mut PyObject);

/// The functions; none of them for a type that derives from `object` alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NativeSlots {
    new: Option<New>,
    init: Option<Init>,
    traverse: Option<Traverse>,
    clear: Option<Clear>,
    dealloc: Option<Dealloc>,
    is_collected: bool,
    /// Whether there may be no instance that was not initialised.
    is_made_whole: bool,
}

impl NativeSlots {
    /// Those of a type.
    ///
    /// # Safety
    ///
    /// As for [`slot`].
    pub(super) unsafe fn of(type_: *mut PyObject) -> Self {
        // SAFETY: the caller's promise.
        let at = |place| unsafe { slot(type_, place) };
        Self {
            // SAFETY: null, or the function of that slot; so for the rest.
            new: unsafe { transmute::<*mut c_void, Option<New>>(at(TP_NEW)) },
            // SAFETY: as above.
            init: unsafe { transmute::<*mut c_void, Option<Init>>(at(TP_INIT)) },
            // SAFETY: as above.
            traverse: unsafe { transmute::<*mut c_void, Option<Traverse>>(at(TP_TRAVERSE)) },
            // SAFETY: as above.
            clear: unsafe { transmute::<*mut c_void, Option<Clear>>(at(TP_CLEAR)) },
            // SAFETY: as above.
            dealloc: unsafe { transmute::<*mut c_void, Option<Dealloc>>(at(TP_DEALLOC)) },
            // SAFETY: the caller's promise.
            is_collected: unsafe { PyType_GetFlags(type_) } & HAVE_GC != 0,
            // SAFETY: the caller's promise.
            is_made_whole: unsafe { ends_iterations(type_) } && IS_CPYTHON.load(Relaxed),
        }
    }

    /// A new instance of a type that derives from that one, which Python initialises afterwards, or not, if its class has an
    /// `__init__` of its own; null with an exception set, but without a function.
    ///
    /// # Safety
    ///
    /// The entry contract; such a type, and a tuple.
    pub(super) unsafe fn make(self, type_: *mut PyObject, arguments: *mut PyObject) -> *mut PyObject {
        // SAFETY: the caller's promise.
        let object =
            self.new.map_or(ptr::null_mut(), |new| unsafe { new.call_out((type_, arguments, ptr::null_mut())) });
        if !self.is_made_whole {
            return object;
        }
        // SAFETY: as above; a new reference or null.
        let Some(object) = (unsafe { Owned::new(object) }) else { return ptr::null_mut() };
        // SAFETY: as above.
        if unsafe { self.init(object.object(), arguments) } < 0 { ptr::null_mut() } else { object.into_object() }
    }

    /// Initialises an instance; -1 with an exception set.
    ///
    /// # Safety
    ///
    /// The entry contract; an instance of such a type, and a tuple.
    pub(super) unsafe fn init(self, object: *mut PyObject, arguments: *mut PyObject) -> c_int {
        // SAFETY: the caller's promise.
        self.init.map_or(0, |init| unsafe { init.call_out((object, arguments, ptr::null_mut())) })
    }

    /// Shows the collector what an instance has of that type's.
    ///
    /// # Safety
    ///
    /// An instance of such a type; the collector's function and its argument.
    pub(super) unsafe fn visit(self, object: *mut PyObject, visit: cpy_visitproc, arg: *mut c_void) -> c_int {
        // SAFETY: the caller's promise.
        self.traverse.map_or(0, |traverse| unsafe { traverse(object, visit, arg) })
    }

    /// Has the type let go of what an instance has.
    ///
    /// # Safety
    ///
    /// The entry contract; an instance of such a type.
    pub(super) unsafe fn clear(self, object: *mut PyObject) {
        if let Some(clear) = self.clear {
            // SAFETY: the caller's promise. It always succeeds.
            unsafe { clear.call_out((object,)) };
        }
    }

    /// Has the type end an instance, and give its memory back.
    ///
    /// # Safety
    ///
    /// The entry contract; nobody refers to `object`, an instance of such a type, whose struct was ended.
    #[inline(never)]
    pub(super) unsafe fn end(self, object: *mut PyObject) {
        let must_be_tracked = self.is_collected && IS_CPYTHON.load(Relaxed);
        if let Some(track) = PyObject_GC_Track().filter(|_| must_be_tracked) {
            // SAFETY: the caller's promise: it was untracked.
            unsafe { track(object.cast()) };
        }
        if let Some(dealloc) = self.dealloc {
            // SAFETY: as above.
            unsafe { dealloc.call_out((object,)) };
        }
    }
}
