//! An interpreter in this program, which nobody else has started.

use std::marker::PhantomData;
use std::sync::Once;

use pyo3_ffi as ffi;

static STARTED: Once = Once::new();

/// The interpreter's lock, given back when dropped. It stays on its thread.
#[derive(Debug)]
pub(crate) struct Lock {
    state: ffi::PyGILState_STATE,
    stays: PhantomData<*mut ()>,
}

impl Lock {
    /// Waits for it; at the first call the interpreter is started.
    pub(crate) fn take() -> Self {
        STARTED.call_once(start);
        // SAFETY: the interpreter runs, and is never ended.
        let state = unsafe { ffi::PyGILState_Ensure() };
        Self { state, stays: PhantomData }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // SAFETY: what `take` got on this thread, given back once.
        unsafe { ffi::PyGILState_Release(self.state) };
    }
}

/// Starts the interpreter without handlers of signals, unless it runs, and gives its lock back.
fn start() {
    // SAFETY: this may always be asked.
    if unsafe { ffi::Py_IsInitialized() } != 0 {
        return;
    }
    // SAFETY: it does not run, and nobody else starts it.
    unsafe { ffi::Py_InitializeEx(0) };
    // SAFETY: the thread that has started the interpreter holds its lock.
    unsafe { ffi::PyEval_SaveThread() };
}
