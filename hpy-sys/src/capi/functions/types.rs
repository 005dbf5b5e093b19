//! Types, and how their instances come and go.

use std::ffi::{c_int, c_void};

use crate::abi::{HPy_ssize_t, PyObject};

/// `PyType_Spec`.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct PyType_Spec {
    pub(crate) name: *const std::ffi::c_char,
    pub(crate) basicsize: c_int,
    pub(crate) itemsize: c_int,
    pub(crate) flags: std::ffi::c_uint,
    pub(crate) slots: *mut PyType_Slot,
}

/// `PyType_Slot`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct PyType_Slot {
    pub(crate) slot: c_int,
    pub(crate) pfunc: *mut c_void,
}

crate::capi::body::functions! {
    stable {
        PyType_FromSpecWithBases(spec: *mut PyType_Spec, bases: *mut PyObject) -> *mut PyObject;
        PyType_GenericAlloc(type_: *mut PyObject, items: HPy_ssize_t) -> *mut PyObject;
        PyType_GetSlot(type_: *mut PyObject, slot: c_int) -> *mut c_void;
    }
    required {}
    optional {
        #[cfg(all())]
        PyObject_CallFinalizerFromDealloc(*mut PyObject) -> c_int;
        #[cfg(all())]
        PyObject_ClearWeakRefs(*mut PyObject);
        #[cfg(all())]
        PyObject_GenericGetDict(*mut PyObject, *mut c_void) -> *mut PyObject;
        #[cfg(all())]
        PyObject_GenericSetDict(*mut PyObject, *mut PyObject, *mut c_void) -> c_int;
    }
}
