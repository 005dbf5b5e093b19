//! `dict`.

use std::ffi::c_int;

use crate::abi::{HPy, HPyContext};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{DICT_SUBCLASS, is_instance};

entries! {
    forward {
        ctx_Dict_Copy(h: HPy) -> HPy = PyDict_Copy;
        ctx_Dict_Keys(h: HPy) -> HPy = PyDict_Keys;
        ctx_Dict_New() -> HPy = PyDict_New;
    }
    own { ctx_Dict_Check }
}

unsafe extern "C" fn ctx_Dict_Check(_ctx: *mut HPyContext, handle: HPy) -> c_int {
    // SAFETY: the entry contract.
    c_int::from(unsafe { is_instance(handle.hand(), DICT_SUBCLASS) })
}
