//! Memory that an instance shares.

use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use crate::abi::{HPy, HPy_buffer, HPyFunc_getbufferproc, HPyFunc_releasebufferproc, Py_buffer, PyObject};
use crate::api::{Runtime, own_context};
use crate::capi::Interpreter;
use crate::cpython::entry::Hand;

/// PyPy gives back a view that it has made up of what it liked in the one it got.
static VIEWS_ARE_KEPT: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    VIEWS_ARE_KEPT.store(interpreter.runtime == Runtime::PyPy, Relaxed);
}

/// Views that are open, where the interpreter does not keep them.
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// An object and a view of it.
struct Kept(HPy, HPy_buffer);

// SAFETY: what it points at is only used by whoever opens and closes views, under the interpreter's lock.
unsafe impl Send for Kept {}

impl Kept {
    /// Whether this is a view of the same memory. Which one of several is given back makes no difference: they are alike.
    fn is(&self, object: HPy, view: &HPy_buffer) -> bool {
        self.0.0 == object.0 && self.1.buf == view.buf && self.1.len == view.len
    }
}

/// `bf_getbuffer`: a view begins as HPy's does, and a handle in it is the object's address.
///
/// # Safety
///
/// The entry contract; `view` may be written to.
pub(crate) unsafe fn get_buffer(
    entry: HPyFunc_getbufferproc,
    object: *mut PyObject,
    view: *mut Py_buffer,
    flags: c_int,
) -> c_int {
    let view = view.cast::<HPy_buffer>();
    // SAFETY: the caller's promise; a view that is not filled has no object.
    let owner = unsafe { &raw mut (*view).obj };
    // SAFETY: as above.
    unsafe { owner.write(HPy::NULL) };
    // SAFETY: the slot's function, with this door's context.
    let status = unsafe { entry(own_context().as_raw(), object.hand(), view, flags) };
    if status == 0 && VIEWS_ARE_KEPT.load(Relaxed) {
        // SAFETY: the entry has filled it.
        let kept = Kept(object.hand(), unsafe { view.read() });
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }
    status
}

/// `bf_releasebuffer`.
///
/// # Safety
///
/// The entry contract; `view` was filled by [`get_buffer`], or on PyPy tells the memory of one that was.
pub(crate) unsafe fn release_buffer(entry: HPyFunc_releasebufferproc, object: *mut PyObject, view: *mut Py_buffer) {
    let mut view = view.cast::<HPy_buffer>();
    let mut taken;
    if VIEWS_ARE_KEPT.load(Relaxed) {
        // SAFETY: the caller's promise.
        let Some(kept) = (unsafe { take(object.hand(), &*view) }) else { return };
        taken = kept.1;
        view = &raw mut taken;
    }
    // SAFETY: the slot's function, with this door's context.
    unsafe { entry(own_context().as_raw(), object.hand(), view) };
}

fn take(object: HPy, view: &HPy_buffer) -> Option<Kept> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let index = kept.iter().position(|one| one.is(object, view))?;
    Some(kept.swap_remove(index))
}
