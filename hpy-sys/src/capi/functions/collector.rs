//! The garbage collector.

use std::ffi::c_void;

crate::capi::body::functions! {
    stable {}
    required {}
    optional {
        #[cfg(all())]
        PyObject_GC_Track(*mut c_void);
        #[cfg(all())]
        PyObject_GC_UnTrack(*mut c_void);
    }
}
