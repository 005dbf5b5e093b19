//! Functions that GraalPy exports and that may not be called there.
//!
//! Its C library holds hundreds of stubs that print a line and end the process, so that a found address says nothing.
//! Listed is the union over 23.1, 24.2 and 25.0 of the stubs among the names this crate looks up. To list the stubs of a
//! version, disassemble its `libpython-native.so`: they are the functions that call `unimplemented`.

use std::ffi::CStr;

pub(super) const ENDS_THE_PROCESS: [&CStr; 4] =
    [c"PyException_GetTraceback", c"PyInterpreterState_Get", c"PyObject_CallFinalizerFromDealloc", c"Py_FatalError"];

/// Does calling this function end a GraalPy process?
pub(super) fn on_graalpy(name: &CStr) -> bool {
    ENDS_THE_PROCESS.contains(&name)
}
