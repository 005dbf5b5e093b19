//! What is faster than HPy on CPython, so that it is used behind HPy's door as well; that of dates and times is PyPy's.

use std::ffi::{c_char, c_int, c_void};

use crate::abi::{HPy_UCS4, HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyBytes_FromStringAndSize(bytes: *const c_char, size: HPy_ssize_t) -> *mut PyObject;
        PyComplex_FromDoubles(real: f64, imag: f64) -> *mut PyObject;
        PyDict_Next(dict: *mut PyObject, position: *mut HPy_ssize_t, key: *mut *mut PyObject, value: *mut *mut PyObject)
            -> c_int;
        PyDict_Size(dict: *mut PyObject) -> HPy_ssize_t;
        PyList_New(size: HPy_ssize_t) -> *mut PyObject;
        PySequence_GetItem(sequence: *mut PyObject, index: HPy_ssize_t) -> *mut PyObject;
        PyTuple_New(size: HPy_ssize_t) -> *mut PyObject;
    }
    required {}
    optional {
        #[cfg(any())]
        _PyDate_FromDate(c_int, c_int, c_int, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyDateTime_FromDateAndTime(
            c_int, c_int, c_int, c_int, c_int, c_int, c_int, *mut PyObject, *mut PyObject
        ) -> *mut PyObject;
        #[cfg(any())]
        _PyDateTime_Import() -> *mut c_void;
        #[cfg(any())]
        _PyDelta_FromDelta(c_int, c_int, c_int, c_int, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyTime_FromTime(c_int, c_int, c_int, c_int, *mut PyObject, *mut PyObject) -> *mut PyObject;
        #[cfg(any())]
        _PyTimeZone_FromTimeZone(*mut PyObject, *mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        _PyLong_New(HPy_ssize_t) -> *mut PyObject;
        #[cfg(all())]
        PyIter_Check(*mut PyObject) -> c_int;
        #[cfg(all())]
        PyIter_Next(*mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        PyObject_GetIter(*mut PyObject) -> *mut PyObject;
        #[cfg(all())]
        PyUnicode_FromKindAndData(c_int, *const c_void, HPy_ssize_t) -> *mut PyObject;
        #[cfg(all())]
        PyUnicode_InternInPlace(*mut *mut PyObject);
        #[cfg(all())]
        PyUnicode_New(HPy_ssize_t, HPy_UCS4) -> *mut PyObject;
    }
}
