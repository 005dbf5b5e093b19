//! Code, threads and modules.

use std::ffi::{c_char, c_int, c_void};

use crate::abi::{PyModuleDef, PyObject};

crate::capi::body::functions! {
    stable {
        PyEval_EvalCode(code: *mut PyObject, globals: *mut PyObject, locals: *mut PyObject) -> *mut PyObject;
        PyEval_RestoreThread(state: *mut c_void);
        PyEval_SaveThread() -> *mut c_void;
        PyModuleDef_Init(definition: *mut PyModuleDef) -> *mut PyObject;
    }
    required {}
    optional {
        #[cfg(all())]
        Py_CompileString(*const c_char, *const c_char, c_int) -> *mut PyObject;
        #[cfg(any())]
        Py_CompileStringFlags(*const c_char, *const c_char, c_int, *mut c_void) -> *mut PyObject;
    }
}
