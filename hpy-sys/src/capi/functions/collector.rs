//! The garbage collector.

use std::ffi::c_void;

crate::capi::symbol::functions! {
    required {
        PyObject_GC_UnTrack(object: *mut c_void);
    }
    optional {}
}
