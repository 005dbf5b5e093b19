//! What is asked of `PyPy` alone.

use std::ffi::c_ulong;

use crate::abi::PyObject;

crate::capi::symbol::looked_up! {
    required {}
    optional {
        #[cfg(any())]
        PyLong_AsUnsignedLong(*mut PyObject) -> c_ulong;
    }
}
