//! Negative indexes of sequences: before PyPy 8 the slots get them as they are, everywhere else counted from the start.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed};

use super::registry::{Made, find};
use crate::abi::{HPy_sq_ass_item, HPy_sq_item, HPy_sq_length, HPy_ssize_t, HPyCFunction, PyObject};
use crate::api::{Runtime, Slot, Type, own_context};
use crate::capi::{
    Interpreter, PyErr_Clear, PyLong_FromSsize_t, PyObject_GetItem, PyObject_Size, PyType_FromSpecWithBases,
    PyType_GenericAlloc, PyType_Slot, PyType_Spec,
};
use crate::cpython::header::own_type;
use crate::cpython::raise::raise;
use crate::cpython::refcount::Owned;

type GetItem = unsafe extern "C" fn(*mut PyObject, HPy_ssize_t) -> *mut PyObject;
type SetItem = unsafe extern "C" fn(*mut PyObject, HPy_ssize_t, *mut PyObject) -> c_int;

/// The functions of a type whose indexes are counted from the start here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    get: Option<GetItem>,
    set: Option<SetItem>,
}

/// Whether slots get negative indexes.
static RAW: AtomicBool = AtomicBool::new(false);

/// As far as slots tell.
pub(super) fn is_before_pypy_8() -> bool {
    RAW.load(Relaxed)
}

/// Tries it out.
///
/// # Safety
///
/// The entry contract; the rest of this folder has learnt what it needs.
pub(super) unsafe fn learn(interpreter: &Interpreter) {
    if interpreter.runtime == Runtime::PyPy {
        // SAFETY: the caller's promise, here and below.
        let seen = unsafe { index_seen() };
        if seen.is_none() {
            // SAFETY: as above.
            unsafe { PyErr_Clear() };
        }
        RAW.store(seen.is_some_and(|index| index < 0), Relaxed);
    }
}

/// The index that the probe's slot got.
static SEEN: AtomicIsize = AtomicIsize::new(0);

unsafe extern "C" fn probe_length(_: *mut PyObject) -> HPy_ssize_t {
    3
}

unsafe extern "C" fn probe_item(_: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject {
    SEEN.store(index, Relaxed);
    // SAFETY: called under the interpreter's lock.
    unsafe { PyLong_FromSsize_t(0) }
}

/// Asks a sequence of three items for the last one.
///
/// # Safety
///
/// The entry contract.
unsafe fn index_seen() -> Option<HPy_ssize_t> {
    let length: unsafe extern "C" fn(*mut PyObject) -> HPy_ssize_t = probe_length;
    let item: GetItem = probe_item;
    let mut slots = [
        PyType_Slot { slot: HPy_sq_length, pfunc: length as *mut c_void },
        PyType_Slot { slot: HPy_sq_item, pfunc: item as *mut c_void },
        PyType_Slot { slot: 0, pfunc: ptr::null_mut() },
    ];
    let mut spec = PyType_Spec {
        name: c"hpy_rs.Probe".as_ptr(),
        basicsize: 0,
        itemsize: 0,
        flags: 1 << 18,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { PyType_FromSpecWithBases(&raw mut spec, ptr::null_mut()) };
    // SAFETY: as above; a new reference or null, as are those that follow.
    let type_ = unsafe { Owned::new(type_) }?;
    // SAFETY: as above.
    let object = unsafe { PyType_GenericAlloc(type_.object(), 0) };
    // SAFETY: as above.
    let object = unsafe { Owned::new(object) }?;
    // SAFETY: as above.
    let last = unsafe { PyLong_FromSsize_t(-1) };
    // SAFETY: as above.
    let last = unsafe { Owned::new(last) }?;
    // SAFETY: as above.
    let found = unsafe { PyObject_GetItem(object.object(), last.object()) };
    // SAFETY: as above.
    unsafe { Owned::new(found) }?;
    Some(SEEN.load(Relaxed))
}

/// What is to stand in a slot: the function that counts the index, if there must be one. The type's own is noted.
pub(super) fn counted(slot: Slot, definition: &Type, made: &mut Made) -> *mut c_void {
    let function = slot.function();
    if !RAW.load(Relaxed) || !definition.slots.iter().any(|slot| slot.number() == HPy_sq_length) {
        return function as *mut c_void;
    }
    match slot.number() {
        HPy_sq_item => {
            // SAFETY: the function of that slot.
            made.items.get = Some(unsafe { std::mem::transmute::<HPyCFunction, GetItem>(function) });
            let get: GetItem = get_item;
            get as *mut c_void
        }
        HPy_sq_ass_item => {
            // SAFETY: the function of that slot.
            made.items.set = Some(unsafe { std::mem::transmute::<HPyCFunction, SetItem>(function) });
            let set: SetItem = set_item;
            set as *mut c_void
        }
        _ => function as *mut c_void,
    }
}

unsafe extern "C" fn get_item(object: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject {
    // SAFETY: PyPy calls it under its lock, with any object.
    let Some((items, index)) = (unsafe { count(object, index) }) else { return ptr::null_mut() };
    let Some(get) = items.get else {
        // SAFETY: as above.
        unsafe { refuse() };
        return ptr::null_mut();
    };
    // SAFETY: the type's own function for this slot.
    unsafe { get(object, index) }
}

unsafe extern "C" fn set_item(object: *mut PyObject, index: HPy_ssize_t, value: *mut PyObject) -> c_int {
    // SAFETY: PyPy calls it under its lock, with any object.
    let Some((items, index)) = (unsafe { count(object, index) }) else { return -1 };
    let Some(set) = items.set else {
        // SAFETY: as above.
        unsafe { refuse() };
        return -1;
    };
    // SAFETY: the type's own function for this slot.
    unsafe { set(object, index, value) }
}

/// Raises what a slot says that was called for an object without it.
///
/// # Safety
///
/// The entry contract.
#[cold]
unsafe fn refuse() {
    // SAFETY: the context of this door has this constant at one place in both layouts.
    let exception = unsafe { (*own_context().as_raw()).h_TypeError };
    // SAFETY: the caller's promise.
    unsafe { raise(exception, c"descriptor requires a sequence of its own class") };
}

/// The functions of the object's type and the index from the start; `None` with an exception set.
///
/// # Safety
///
/// The entry contract; this is PyPy.
unsafe fn count(object: *mut PyObject, index: HPy_ssize_t) -> Option<(Items, HPy_ssize_t)> {
    // SAFETY: the caller's promise: PyPy's objects all have a header.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as above; of a type that is none of ours the bases are looked through.
    let Some(made) = (unsafe { find(type_) }) else {
        // SAFETY: as above.
        unsafe { refuse() };
        return None;
    };
    if index >= 0 {
        return Some((made.items, index));
    }
    // SAFETY: as above.
    let length = unsafe { PyObject_Size(object) };
    if length < 0 { None } else { Some((made.items, index.saturating_add(length))) }
}
