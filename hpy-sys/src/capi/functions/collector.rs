//! The garbage collector.

use std::ffi::c_void;

crate::capi::symbol::functions! {
    required {}
    optional {
        PyObject_GC_Track(*mut c_void);
        PyObject_GC_UnTrack(*mut c_void);
    }
}
