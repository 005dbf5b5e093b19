//! Coming back to the interpreter. Before Python 3.14 CPython ends a thread there that comes too late, by unwinding it.

use std::ffi::c_void;

crate::capi::body::functions! {
    "C-unwind";
    stable {
        PyEval_RestoreThread(state: *mut c_void);
    }
    required {}
    optional {}
}
