//! Threads that nobody has called from Python: how they get to call it.
//!
//! HPy has no function for that, and a context that was kept from another call is none. So the C API gives the thread a state,
//! and calls an object of ours, which is called with a context like any other.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use super::context::ContextRef;
use super::debugging::is_debugging;
use super::functions::HPy_AsPyObject;
use super::runtime::{Door, Runtime, door, python_version, runtime};
use crate::abi::{HPy, PyObject};
use crate::call_out::CallOut;
use crate::capi;

/// Whether threads that Python has not started can call it here. GraalPy 23 knows one thread, that of the first call; 24
/// dies of others now and then, in `lookupTruffleEnvOrError`. The debug mode of HPy ends the process when the thread that waits for others goes on.
///
/// # Safety
///
/// `ctx` is the context of the running call.
#[must_use]
pub unsafe fn can_be_entered(ctx: ContextRef) -> bool {
    match (runtime(), door()) {
        (Runtime::GraalPy, _) if python_version() < (3, 12) => false,
        // SAFETY: the caller's context.
        (_, Door::HPy) => !unsafe { is_debugging(ctx) },
        // Where foreign threads are known at all.
        (_, Door::Own) => capi::PyGILState_Ensure().is_some() && capi::PyGILState_Release().is_some(),
    }
}

/// An object that is called by threads from outside. It stays for ever.
#[derive(Debug)]
pub struct Entrance(AtomicPtr<PyObject>);

impl Entrance {
    /// Makes an entrance of an object that can be called without arguments.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of the running call, and `callable` a handle of it.
    pub unsafe fn new(ctx: ContextRef, callable: HPy) -> Self {
        // SAFETY: the caller's handle; the reference that comes with the object is never given up.
        Self(AtomicPtr::new(unsafe { HPy_AsPyObject(ctx, callable) }))
    }

    /// Has Python call the object on this thread, which waits for the interpreter first if it does not hold it, and lets go of what
    /// it gives or raises. On CPython an exception may be pending, which stays so.
    ///
    /// # Safety
    ///
    /// The interpreter has not ended, and does not end before this thread holds it. Elsewhere than on CPython no object is just
    /// going.
    pub unsafe fn call(&self) {
        let (Some(ensure), Some(release)) = (capi::PyGILState_Ensure(), capi::PyGILState_Release()) else { return };
        if has_ended() {
            return;
        }
        // SAFETY: any thread may do that while the interpreter runs, by the contract of this function.
        let state = unsafe { ensure.call_out(()) };
        // SAFETY: the thread holds the interpreter now; the object stays for ever.
        unsafe { call_beside_exception(self.0.load(Relaxed)) };
        // SAFETY: what `ensure` gave on this thread, given back once.
        unsafe { release.call_out((state,)) };
    }
}

/// Whether CPython has ended: for those who may have asked for an entrance when it was too late to be told.
fn has_ended() -> bool {
    let is_initialised = capi::Py_IsInitialized().filter(|_| runtime() == Runtime::CPython);
    // SAFETY: any thread may ask, at any time.
    is_initialised.is_some_and(|is_initialised| unsafe { is_initialised.call_out(()) } == 0)
}

/// # Safety
///
/// The thread holds the interpreter.
unsafe fn call_beside_exception(callable: *mut PyObject) {
    let (mut type_, mut value, mut traceback) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let may_be_pending = runtime() == Runtime::CPython;
    if may_be_pending {
        // SAFETY: three places to write to; the thread holds the interpreter.
        unsafe { capi::PyErr_Fetch(&raw mut type_, &raw mut value, &raw mut traceback) };
    }
    // SAFETY: the caller's object, and no arguments.
    let result = unsafe { capi::PyObject_CallObject(callable, ptr::null_mut()) };
    if result.is_null() {
        // SAFETY: the thread holds the interpreter.
        unsafe { capi::PyErr_Clear() };
    } else {
        // SAFETY: a new reference, given up once.
        unsafe { capi::Py_DecRef(result) };
    }
    if may_be_pending {
        // SAFETY: what was fetched, given back once.
        unsafe { capi::PyErr_Restore(type_, value, traceback) };
    }
}
