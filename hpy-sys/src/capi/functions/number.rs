//! Numbers: `PyNumber_…`, `int`, `float`, `bool`.

use std::ffi::{c_int, c_long, c_longlong, c_ulong, c_ulonglong, c_void};

use crate::abi::{HPy_ssize_t, PyObject};

crate::capi::body::functions! {
    stable {
        PyBool_FromLong(value: c_long) -> *mut PyObject;
        PyFloat_AsDouble(object: *mut PyObject) -> f64;
        PyFloat_FromDouble(value: f64) -> *mut PyObject;
        PyLong_AsDouble(object: *mut PyObject) -> f64;
        PyLong_AsLongLong(object: *mut PyObject) -> c_longlong;
        PyLong_AsSsize_t(object: *mut PyObject) -> HPy_ssize_t;
        PyLong_AsUnsignedLongLong(object: *mut PyObject) -> c_ulonglong;
        PyLong_AsUnsignedLongLongMask(object: *mut PyObject) -> c_ulonglong;
        PyLong_AsUnsignedLongMask(object: *mut PyObject) -> c_ulong;
        PyLong_AsVoidPtr(object: *mut PyObject) -> *mut c_void;
        PyLong_FromLongLong(value: c_longlong) -> *mut PyObject;
        PyLong_FromSize_t(value: usize) -> *mut PyObject;
        PyLong_FromSsize_t(value: HPy_ssize_t) -> *mut PyObject;
        PyLong_FromUnsignedLongLong(value: c_ulonglong) -> *mut PyObject;
        PyNumber_Absolute(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Add(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_And(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Check(object: *mut PyObject) -> c_int;
        PyNumber_Divmod(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Float(object: *mut PyObject) -> *mut PyObject;
        PyNumber_FloorDivide(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceAdd(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceAnd(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceFloorDivide(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceLshift(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceMatrixMultiply(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceMultiply(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceOr(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlacePower(base: *mut PyObject, exponent: *mut PyObject, modulus: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceRemainder(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceRshift(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceSubtract(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceTrueDivide(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_InPlaceXor(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Index(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Invert(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Long(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Lshift(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_MatrixMultiply(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Multiply(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Negative(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Or(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Positive(object: *mut PyObject) -> *mut PyObject;
        PyNumber_Power(base: *mut PyObject, exponent: *mut PyObject, modulus: *mut PyObject) -> *mut PyObject;
        PyNumber_Remainder(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Rshift(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Subtract(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_TrueDivide(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
        PyNumber_Xor(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
    }
    required {}
    optional {}
}
