//! Functions that GraalPy exports and that may not be called there.
//!
//! Its C library holds hundreds of stubs that print a line and end the process, so that a found address says nothing.
//! Listed is the union over 23.1, 24.2 and 25.0 of the stubs among the names this crate looks up. To list the stubs of a
//! version, disassemble its `libpython-native.so`: they are the functions that call `unimplemented`.

use std::ffi::CStr;

use crate::api::Runtime;

pub(super) const ENDS_THE_PROCESS: [&CStr; 4] =
    [c"PyException_GetTraceback", c"PyInterpreterState_Get", c"PyObject_CallFinalizerFromDealloc", c"Py_FatalError"];

/// Functions that take objects in an array. What GraalPy 23.1 has never seen before and meets in one, as a new instance of
/// a class of ours, it cannot hand to a function of C afterwards: an error of Java's that ends the process.
pub(super) const TAKES_AN_ARRAY: [&CStr; 2] = [c"PyObject_VectorcallDict", c"PyObject_VectorcallMethod"];

/// Does calling this function end a process of this interpreter? Without a `version`, of any that has this runtime.
pub(super) fn is_denied(name: &CStr, runtime: Runtime, version: Option<(u8, u8)>) -> bool {
    let is_old = version.is_some_and(|version| version < (3, 11));
    runtime == Runtime::GraalPy && (ENDS_THE_PROCESS.contains(&name) || is_old && TAKES_AN_ARRAY.contains(&name))
}
