//! How an instance goes: finalised, out of the collector's sight, its fields let go of, its content ended, its memory given
//! back, and its type let go of last.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::collection::clear_fields;
use super::native;
use super::registry::{Made, find};
use crate::abi::PyObject;
use crate::api::Runtime;
use crate::call_out::CallOut;
use crate::capi::{
    Interpreter, PyObject_CallFinalizerFromDealloc, PyObject_GC_Track, PyObject_GC_UnTrack, PyType_GetSlot,
};
use crate::cpython::header::{free_of, known_free, own_type};
use crate::cpython::refcount::release;

/// `Py_tp_free`.
const TP_FREE: c_int = 74;

/// Whether the interpreter has called `__del__` before it comes here: `PyPy`'s function for that says that it is none.
static IS_FINALIZED_BEFORE: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    IS_FINALIZED_BEFORE.store(interpreter.runtime == Runtime::PyPy, Relaxed);
}

/// `tp_dealloc` of a type whose instances have nothing to give back but their memory.
pub(super) unsafe extern "C" fn dealloc_plain(object: *mut PyObject) {
    // SAFETY: an interpreter calls it with an instance that nobody refers to.
    let Some((type_, free)) = (unsafe { known_free(object) }) else {
        // SAFETY: as above.
        return unsafe { dealloc_asking(object) };
    };
    // SAFETY: `tp_free` is a function of this type, which all types of this interpreter have; there is no content.
    let free = unsafe { std::mem::transmute::<*mut c_void, Free>(free) };
    // SAFETY: as above.
    unsafe { free(object.cast()) };
    // SAFETY: the reference that every instance has to its type.
    unsafe { release(type_) };
}

/// As [`dealloc_plain`], where a type cannot be looked into.
#[cold]
#[inline(never)]
unsafe extern "C" fn dealloc_asking(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as above; there is no content.
    unsafe { free(object, type_) };
    // SAFETY: the reference that every instance has to its type.
    unsafe { release(type_) };
}

/// `tp_free`.
type Free = unsafe extern "C" fn(*mut c_void);

/// `tp_dealloc` of every other type that is made here.
pub(super) unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: an interpreter calls it with an instance that nobody refers to.
    let type_ = unsafe { own_type(object) };
    // SAFETY: the type, or one of its bases, has this function, so it was made here; what comes before are Python's classes.
    let Some(made) = (unsafe { find(type_) }) else { return };
    // SAFETY: as above.
    if made.finalize.is_some() && !IS_FINALIZED_BEFORE.load(Relaxed) && !unsafe { finalize(object, made) } {
        return;
    }
    if made.is_collected
        && let Some(untrack) = PyObject_GC_UnTrack()
    {
        // SAFETY: an instance of a type with garbage collection.
        unsafe { untrack(object.cast()) };
    }
    // Before it waits, and out of the collector's sight: whoever is told must not find what is going.
    // SAFETY: as above.
    unsafe { made.room.clear_weakrefs(object) };
    if made.is_collected {
        // SAFETY: as above.
        unsafe { end_in_turn(object, made) };
    } else {
        // SAFETY: as above; this is its end.
        unsafe { end(object, made) };
    }
}

/// Calls `__del__`, and says whether nobody refers to the object still.
///
/// # Safety
///
/// The object is an instance of `made` whose last reference is gone.
#[cold]
#[inline(never)]
unsafe fn finalize(object: *mut PyObject, made: &Made) -> bool {
    if let Some(call) = PyObject_CallFinalizerFromDealloc() {
        if made.is_collected {
            // SAFETY: an instance of a type with garbage collection.
            unsafe { track_again(object) };
        }
        // SAFETY: the C API's function for this place.
        return unsafe { call.call_out((object,)) } >= 0;
    }
    // SAFETY: GraalPy's objects begin with their count, and whatever `__del__` does takes and gives up references.
    let count = unsafe { &*object.cast::<Cell<isize>>() };
    // SAFETY: the word of the instance that is there for this.
    if unsafe { made.note_of(object).replace(1) } != 0 {
        return true;
    }
    count.set(count.get() + 1);
    if let Some(call) = made.finalize {
        // SAFETY: a slot's function and an instance of its type.
        unsafe { call(object) };
    }
    count.set(count.get() - 1);
    count.get() <= 0
}

/// Shows an instance to the collector, as all must be that `__del__` is called of: from 3.14 on, a set that could not be filled is not.
///
/// # Safety
///
/// It is an instance of a type with garbage collection.
unsafe fn track_again(object: *mut PyObject) {
    if let (Some(untrack), Some(track)) = (PyObject_GC_UnTrack(), PyObject_GC_Track()) {
        // SAFETY: the caller's promise.
        unsafe { untrack(object.cast()) };
        // SAFETY: as above; it is not tracked.
        unsafe { track(object.cast()) };
    }
}

/// After so many deaths, each within that of the object that referred to the next, others wait for their turn: a long chain
/// would not fit the stack.
const DEEPEST: usize = 50;

/// An object and what is known of its type.
type Waiting = (*mut PyObject, &'static Made);

thread_local! {
    /// How many objects with fields are going, each within the end of another.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Objects that wait for their turn. Never dropped: objects may go when the thread has ended.
    static WAITING: RefCell<ManuallyDrop<Vec<Waiting>>> = const { RefCell::new(ManuallyDrop::new(Vec::new())) };
}

/// As [`end`], now or later.
///
/// # Safety
///
/// As for [`end`].
unsafe fn end_in_turn(object: *mut PyObject, made: &'static Made) {
    let depth = DEPTH.get();
    if depth >= DEEPEST && waits((object, made)) {
        return;
    }
    DEPTH.set(depth + 1);
    // SAFETY: the caller's promise.
    unsafe { end(object, made) };
    if depth == 0 {
        while let Some((object, made)) = WAITING.with_borrow_mut(|waiting| waiting.pop()) {
            // SAFETY: the promise of the caller who let it wait.
            unsafe { end(object, made) };
        }
    }
    DEPTH.set(depth);
}

/// Lets an object wait; `false` if there is no memory for that, so that it must go at once, one level deeper.
fn waits(waiting: Waiting) -> bool {
    WAITING.with_borrow_mut(|all| {
        let has_room = all.try_reserve(1).is_ok();
        if has_room {
            all.push(waiting);
        }
        has_room
    })
}

/// # Safety
///
/// The object is an instance of a type made here, of which `made` is known, and nobody refers to it or will find it.
unsafe fn end(object: *mut PyObject, made: &Made) {
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { own_type(object) };
    let payload = made.payload_of(object);
    if let Some(traverse) = made.traverse {
        // SAFETY: the struct of an instance of this type.
        unsafe { clear_fields(traverse, payload) };
    }
    if let Some(destroy) = made.destroy {
        // SAFETY: as above, and it is not used any more.
        unsafe { destroy(payload) };
    }
    // SAFETY: as above.
    unsafe { made.room.clear_dict(object) };
    if made.native.is_null() {
        // SAFETY: as above.
        unsafe { free(object, type_) };
    } else {
        // SAFETY: as above.
        unsafe { made.native_slots.end(object) };
        if native::lets_go_of_types() {
            return;
        }
    }
    // SAFETY: the reference that every instance has to its type.
    unsafe { release(type_) };
}

/// Gives back the memory of an instance.
///
/// # Safety
///
/// As for [`end`], and its content has been ended.
unsafe fn free(object: *mut PyObject, type_: *mut PyObject) {
    // SAFETY: a live heap type.
    let free = unsafe { free_of(type_) };
    // SAFETY: a heap type.
    let free = free.unwrap_or_else(|| unsafe { PyType_GetSlot(type_, TP_FREE) });
    // SAFETY: `tp_free` is a function of this type, which all types have.
    let free = unsafe { std::mem::transmute::<*mut c_void, Option<Free>>(free) };
    if let Some(free) = free {
        // SAFETY: the caller's promise.
        unsafe { free(object.cast()) };
    }
}
