//! What a module usually needs: `use hpy_rs::prelude::*;`.

pub use crate::error::{
    PyArithmeticError, PyAttributeError, PyBaseException, PyError, PyException, PyImportError, PyIndexError,
    PyKeyError, PyLookupError, PyMemoryError, PyNotImplementedError, PyOSError, PyOverflowError, PyRecursionError,
    PyRuntimeError, PyStopIteration, PySystemError, PyTypeError, PyValueError, PyZeroDivisionError, Result,
};
pub use crate::types::{
    PyAny, PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyModule, PyNone, PyStr, PyTuple, PyType,
};
pub use crate::{Args, Borrowed, Context, Field, FromPy, Global, Handle, IntoPy, Py, PyRef, PyRefMut};
pub use hpy_macros::{hpy_export, hpy_function, hpy_init, hpy_methods, hpy_module, hpy_type};
