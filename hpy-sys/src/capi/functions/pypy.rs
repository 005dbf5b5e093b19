//! What is asked of `PyPy` alone.

use std::ffi::{c_int, c_ulong, c_void};

use crate::abi::PyObject;

crate::capi::symbol::looked_up! {
    required {}
    optional {
        #[cfg(any())]
        _PyDate_FromDate(c_int, c_int, c_int, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyDateTime_FromDateAndTime(
            c_int, c_int, c_int, c_int, c_int, c_int, c_int, *mut PyObject, *mut PyObject
        ) -> *mut PyObject;
        #[cfg(any())]
        _PyDateTime_Import() -> *mut c_void;
        #[cfg(any())]
        _PyDelta_FromDelta(c_int, c_int, c_int, c_int, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyTime_FromTime(c_int, c_int, c_int, c_int, *mut PyObject, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyTimeZone_FromTimeZone(*mut PyObject, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        PyLong_AsUnsignedLong(*mut PyObject) -> c_ulong;
    }
}
