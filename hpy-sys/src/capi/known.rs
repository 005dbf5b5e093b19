//! What a build knows of the interpreter before it runs.

use super::Interpreter;

/// Whether the C API is linked: a build for CPython alone.
pub(crate) const IS_LINKED: bool = cfg!(feature = "cpython");

/// The interpreter, in a build for one CPython.
#[cfg(not(all(feature = "cpython", not(feature = "abi3"))))]
pub(crate) const KNOWN: Option<Interpreter> = None;

/// The interpreter, in a build for one CPython.
#[cfg(all(feature = "cpython", not(feature = "abi3")))]
pub(crate) const KNOWN: Option<Interpreter> = Some(Interpreter {
    runtime: crate::api::Runtime::CPython,
    version: (3, minor()),
    header_words: size_of::<pyo3_ffi::PyObject>() / size_of::<usize>(),
    counts_references: cfg!(py_sys_config = "Py_REF_DEBUG"),
});

/// The minor version of Python that the build is for.
#[cfg(all(feature = "cpython", not(feature = "abi3")))]
const fn minor() -> u8 {
    match u8::from_str_radix(env!("HPY_SYS_PYTHON_MINOR"), 10) {
        Ok(minor) => minor,
        Err(_) => panic!("the build script sets a number"),
    }
}
