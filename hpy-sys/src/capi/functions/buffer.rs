//! Memory of objects, seen in its place. HPy lets objects show theirs, but looks at nobody's.

use std::ffi::c_int;

use crate::abi::{Py_buffer, PyObject};

crate::capi::body::functions! {
    stable {}
    required {}
    optional {
        #[cfg(all())]
        PyBuffer_Release(*mut Py_buffer);
        #[cfg(all())]
        PyObject_GetBuffer(*mut PyObject, *mut Py_buffer, c_int) -> c_int;
    }
}
