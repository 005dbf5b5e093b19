//! What reads and writes a property.

use std::ffi::c_void;

use super::signature::{Set, set};
use crate::abi::{HPy, HPyContext, HPyFunc_getter, HPyFunc_setter, PyObject, cpy_getter, cpy_setter};
use crate::api::entry::{NoArgs, hpy as functions, own};
use crate::api::for_hpy::{ForHPy, for_hpy};
use crate::api::trampoline;

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub struct Getter {
    pub(in crate::api) hpy: ForHPy<HPyFunc_getter>,
    pub(in crate::api) trampoline: ForHPy<cpy_getter>,
    pub(crate) own: cpy_getter,
}

impl Getter {
    /// The one that the method `F` is.
    pub const fn new<F: NoArgs>() -> Self {
        Self {
            hpy: for_hpy!(get_entry::<F> as HPyFunc_getter),
            trampoline: for_hpy!(get_trampoline::<F> as cpy_getter),
            own: get_own::<F>,
        }
    }
}

unsafe extern "C" fn get_entry<F: NoArgs>(ctx: *mut HPyContext, slf: HPy, _closure: *mut c_void) -> HPy {
    // SAFETY: HPy's calling convention for which begins as that of HPyFunc_NOARGS does.
    unsafe { functions::no_args::<F>(ctx, slf) }
}

unsafe extern "C" fn get_trampoline<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: as above, for CPython.
    unsafe { trampoline::no_args::<F>(slf) }
}

unsafe extern "C" fn get_own<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: as above, for the own door.
    unsafe { own::unary::<F>(slf) }
}

/// What writes a property.
#[derive(Clone, Copy, Debug)]
pub struct Setter {
    pub(in crate::api) hpy: ForHPy<HPyFunc_setter>,
    pub(in crate::api) trampoline: ForHPy<cpy_setter>,
    pub(crate) own: cpy_setter,
}

impl Setter {
    /// The one that `F` is.
    pub const fn new<F: Set>() -> Self {
        Self {
            hpy: for_hpy!(set::entry::<F> as HPyFunc_setter),
            trampoline: for_hpy!(set::trampoline::<F> as cpy_setter),
            own: set::own::<F>,
        }
    }
}
