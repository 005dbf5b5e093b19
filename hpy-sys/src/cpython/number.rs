//! Numbers: arithmetic, and `int`, `float` and `bool` from and to C values.

use std::ffi::c_int;

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::capi::inline::float_value;
use crate::capi::{PyErr_Occurred, PyLong_AsLongLong, PyLong_AsUnsignedLongLong, passing};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::type_of;
use crate::cpython::raise::raise;

entries! {
    forward {
        ctx_Float_FromDouble(v: f64) -> HPy = PyFloat_FromDouble;
        ctx_Long_AsDouble(h: HPy) -> f64 = PyLong_AsDouble;
            ctx_Long_AsSsize_t(h: HPy) -> HPy_ssize_t = PyLong_AsSsize_t;
        ctx_Long_AsVoidPtr(h: HPy) -> *mut std::ffi::c_void = PyLong_AsVoidPtr;
        ctx_Long_FromSize_t(value: usize) -> HPy = PyLong_FromSize_t;
        ctx_Long_FromSsize_t(value: HPy_ssize_t) -> HPy = PyLong_FromSsize_t;
        ctx_Number_Check(h: HPy) -> c_int = PyNumber_Check;
        ctx_Add(h1: HPy, h2: HPy) -> HPy = PyNumber_Add;
        ctx_Subtract(h1: HPy, h2: HPy) -> HPy = PyNumber_Subtract;
        ctx_Multiply(h1: HPy, h2: HPy) -> HPy = PyNumber_Multiply;
        ctx_MatrixMultiply(h1: HPy, h2: HPy) -> HPy = PyNumber_MatrixMultiply;
        ctx_FloorDivide(h1: HPy, h2: HPy) -> HPy = PyNumber_FloorDivide;
        ctx_TrueDivide(h1: HPy, h2: HPy) -> HPy = PyNumber_TrueDivide;
        ctx_Remainder(h1: HPy, h2: HPy) -> HPy = PyNumber_Remainder;
        ctx_Divmod(h1: HPy, h2: HPy) -> HPy = PyNumber_Divmod;
        ctx_Power(h1: HPy, h2: HPy, h3: HPy) -> HPy = PyNumber_Power;
        ctx_Negative(h1: HPy) -> HPy = PyNumber_Negative;
        ctx_Positive(h1: HPy) -> HPy = PyNumber_Positive;
        ctx_Absolute(h1: HPy) -> HPy = PyNumber_Absolute;
        ctx_Invert(h1: HPy) -> HPy = PyNumber_Invert;
        ctx_Lshift(h1: HPy, h2: HPy) -> HPy = PyNumber_Lshift;
        ctx_Rshift(h1: HPy, h2: HPy) -> HPy = PyNumber_Rshift;
        ctx_And(h1: HPy, h2: HPy) -> HPy = PyNumber_And;
        ctx_Xor(h1: HPy, h2: HPy) -> HPy = PyNumber_Xor;
        ctx_Or(h1: HPy, h2: HPy) -> HPy = PyNumber_Or;
        ctx_Index(h1: HPy) -> HPy = PyNumber_Index;
        ctx_Long(h1: HPy) -> HPy = PyNumber_Long;
        ctx_Float(h1: HPy) -> HPy = PyNumber_Float;
        ctx_InPlaceAdd(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceAdd;
        ctx_InPlaceSubtract(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceSubtract;
        ctx_InPlaceMultiply(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceMultiply;
        ctx_InPlaceMatrixMultiply(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceMatrixMultiply;
        ctx_InPlaceFloorDivide(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceFloorDivide;
        ctx_InPlaceTrueDivide(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceTrueDivide;
        ctx_InPlaceRemainder(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceRemainder;
        ctx_InPlacePower(h1: HPy, h2: HPy, h3: HPy) -> HPy = PyNumber_InPlacePower;
        ctx_InPlaceLshift(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceLshift;
        ctx_InPlaceRshift(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceRshift;
        ctx_InPlaceAnd(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceAnd;
        ctx_InPlaceXor(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceXor;
        ctx_InPlaceOr(h1: HPy, h2: HPy) -> HPy = PyNumber_InPlaceOr;
    }
    own {
        ctx_Bool_FromBool ctx_Float_AsDouble
        ctx_Long_FromInt32_t ctx_Long_FromUInt32_t ctx_Long_FromInt64_t ctx_Long_FromUInt64_t
        ctx_Long_AsInt32_t ctx_Long_AsUInt32_t ctx_Long_AsUInt32_tMask
        ctx_Long_AsSize_t ctx_Long_AsInt64_t ctx_Long_AsUInt64_t ctx_Long_AsUInt64_tMask
    }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Bool_FromBool(_ctx: *mut HPyContext, value: bool) -> HPy {
    // SAFETY: the entry contract, here and in the rest of this file.
    unsafe { passing::PyBool_FromLong(value.into()) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Float_AsDouble(ctx: *mut HPyContext, handle: HPy) -> f64 {
    /// Whether this build knows where a float has its value: else its type need not be looked at.
    const READS_FLOATS: bool = cfg!(all(feature = "cpython", not(feature = "abi3")));
    let object: *mut PyObject = handle.hand();
    // SAFETY: the entry contract, and the context of this call.
    let is_float = || unsafe { type_of(object) } == unsafe { (*ctx).h_FloatType }.hand();
    if READS_FLOATS
        && is_float()
        // SAFETY: the entry contract; exactly a float.
        && let Some(value) = unsafe { float_value(object) }
    {
        return value;
    }
    // SAFETY: the entry contract.
    unsafe { passing::PyFloat_AsDouble(object) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_FromInt32_t(_ctx: *mut HPyContext, value: i32) -> HPy {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_FromLongLong(value.into()) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_FromUInt32_t(_ctx: *mut HPyContext, value: u32) -> HPy {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_FromUnsignedLongLong(value.into()) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_FromInt64_t(_ctx: *mut HPyContext, value: i64) -> HPy {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_FromLongLong(value) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_FromUInt64_t(_ctx: *mut HPyContext, value: u64) -> HPy {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_FromUnsignedLongLong(value) }.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsInt32_t(ctx: *mut HPyContext, handle: HPy) -> i32 {
    // SAFETY: the entry contract.
    let value = unsafe { PyLong_AsLongLong(handle.hand()) };
    i32::try_from(value).unwrap_or_else(|_| {
        // SAFETY: the context of this call.
        let overflow = unsafe { (*ctx).h_OverflowError };
        // SAFETY: the entry contract.
        unsafe { raise(overflow, c"Python int too large to convert to C int32_t") };
        -1
    })
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsUInt32_t(ctx: *mut HPyContext, handle: HPy) -> u32 {
    // SAFETY: the entry contract.
    let value = unsafe { PyLong_AsUnsignedLongLong(handle.hand()) };
    u32::try_from(value).unwrap_or_else(|_| {
        // SAFETY: the entry contract. What is raised already says more.
        if unsafe { PyErr_Occurred() }.is_null() {
            // SAFETY: the context of this call.
            let overflow = unsafe { (*ctx).h_OverflowError };
            // SAFETY: the entry contract.
            unsafe { raise(overflow, c"Python int too large to convert to C uint32_t") };
        }
        u32::MAX
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the lowest 32 bits are what is asked for")]
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsUInt32_tMask(_ctx: *mut HPyContext, handle: HPy) -> u32 {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_AsUnsignedLongMask(handle.hand()) as u32 }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsInt64_t(_ctx: *mut HPyContext, handle: HPy) -> i64 {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_AsLongLong(handle.hand()) }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsUInt64_t(_ctx: *mut HPyContext, handle: HPy) -> u64 {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_AsUnsignedLongLong(handle.hand()) }
}

/// `PyPy`'s function for this raises another exception than all others do.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsSize_t(ctx: *mut HPyContext, handle: HPy) -> usize {
    // SAFETY: the entry contract.
    let value = unsafe { PyLong_AsUnsignedLongLong(handle.hand()) };
    usize::try_from(value).unwrap_or_else(|_| {
        // SAFETY: the context of this call.
        let overflow = unsafe { (*ctx).h_OverflowError };
        // SAFETY: the entry contract. Only a machine with smaller addresses gets here.
        unsafe { raise(overflow, c"Python int too large to convert to C size_t") };
        usize::MAX
    })
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Long_AsUInt64_tMask(_ctx: *mut HPyContext, handle: HPy) -> u64 {
    // SAFETY: the entry contract.
    unsafe { passing::PyLong_AsUnsignedLongLongMask(handle.hand()) }
}
