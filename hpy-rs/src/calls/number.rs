//! Calls on numbers. Integers go through the 64-bit functions: PyPy's 32-bit ones truncate.

use super::{graalpy, handle, leaving, made, next, object, plain};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::types::{PyAny, PyBool, PyComplex, PyFloat, PyInt};

pub(crate) fn int_from_i64(ctx: Context<'_>, value: i64) -> Result<Handle<'_, PyInt>> {
    handle!(ctx, HPyLong_FromInt64_t(value))
}

pub(crate) fn int_from_u64(ctx: Context<'_>, value: u64) -> Result<Handle<'_, PyInt>> {
    handle!(ctx, HPyLong_FromUInt64_t(value))
}

#[inline(always)]
pub(crate) fn leaving_i64(ctx: Context<'_>, value: i64) -> Leaving<'_> {
    leaving!(ctx, HPyLong_FromInt64_t(value))
}

#[inline(always)]
pub(crate) fn leaving_u64(ctx: Context<'_>, value: u64) -> Leaving<'_> {
    leaving!(ctx, HPyLong_FromUInt64_t(value))
}

#[inline(always)]
pub(crate) fn leaving_float(ctx: Context<'_>, value: f64) -> Leaving<'_> {
    leaving!(ctx, HPyFloat_FromDouble(value))
}

/// The value of an int, or of an object with `__index__`. `None` is ambiguous: [`pending`] tells whether it failed or is
/// -1.
#[inline(always)]
pub(crate) fn as_i64(object: &Handle<'_>) -> Option<i64> {
    let value = plain!(object.ctx(), int_as_i64(object.as_raw()));
    (value != -1).then_some(value)
}

/// As [`as_i64`], but no interpreter takes anything else than an int here.
#[inline(always)]
pub(crate) fn as_isize(object: &Handle<'_>) -> Option<i64> {
    let value = plain!(object.ctx(), HPyLong_AsSsize_t(object.as_raw()));
    (value != -1).then_some(value as i64)
}

/// The value of an int; objects with `__index__` must be converted before. `None` is ambiguous: [`pending`] tells whether
/// it failed or is the largest value.
#[inline(always)]
pub(crate) fn as_u64(object: &Handle<'_>) -> Option<u64> {
    let value = plain!(object.ctx(), int_as_u64(object.as_raw()));
    (value != u64::MAX).then_some(value)
}

pub(crate) fn index<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyInt>> {
    handle!(object.ctx(), HPy_Index(object.as_raw()))
}

pub(crate) fn float(ctx: Context<'_>, value: f64) -> Result<Handle<'_, PyFloat>> {
    handle!(ctx, HPyFloat_FromDouble(value))
}

/// The value of a number. `None` is ambiguous: [`pending`] tells whether it failed or is -1.
#[inline(always)]
#[expect(clippy::float_cmp, reason = "exactly -1.0 is how an error is told")]
pub(crate) fn as_f64(object: &Handle<'_>) -> Option<f64> {
    let value = plain!(object.ctx(), HPyFloat_AsDouble(object.as_raw()));
    (value != -1.0).then_some(value)
}

/// Whether the header of an object says that it is a float, and of no subclass. Asked where [`READS_FLOATS`](hpy_sys::api::READS_FLOATS) only.
#[inline(always)]
pub(crate) fn is_exactly_float(object: &Handle<'_>) -> bool {
    super::type_::is_in_header(object, hpy_sys::api::in_array(object.ctx().float_type().as_raw()).0)
}

/// As [`as_f64`], where no exception is pending.
#[inline(always)]
#[expect(clippy::float_cmp, reason = "exactly -1.0 is how an error is told")]
pub(crate) fn as_f64_beside_error(object: &Handle<'_>) -> Option<f64> {
    let value = next!(object.ctx(), HPyFloat_AsDouble(object.as_raw()));
    (value != -1.0).then_some(value)
}

/// How many bits a digit of an int has.
pub(crate) const BITS_OF_DIGIT: u32 = 30;

/// Whether an int is negative, and its digits, of [`BITS_OF_DIGIT`] bits each and the lowest first; nothing of a subclass, or where they are not known.
#[inline]
pub(crate) fn digits<'a>(int: &'a Handle<'_, PyInt>) -> Option<(bool, &'a [u32])> {
    plain!(int.ctx(), int_digits(int.as_raw()))
}

/// An int of such digits, where they are known; of more than two, the last of which is not 0.
#[inline]
pub(crate) fn int_from_digits<'ctx>(
    ctx: Context<'ctx>,
    is_negative: bool,
    digits: &[u32],
) -> Option<Result<Handle<'ctx, PyInt>>> {
    made!(ctx, int_from_digits(is_negative, digits))
}

/// A `complex`, where there is a short way.
#[inline]
pub(crate) fn complex(ctx: Context<'_>, real: f64, imag: f64) -> Option<Result<Handle<'_, PyComplex>>> {
    made!(ctx, new_complex(real, imag))
}

/// The parts of what is exactly a `complex`, where there is a short way.
#[inline]
pub(crate) fn complex_parts(number: &Handle<'_>) -> Option<(f64, f64)> {
    let is_exact = object::is_at_hand(number, &number.ctx().complex_type());
    if is_exact { plain!(number.ctx(), complex_parts(number.as_raw())) } else { None }
}

/// Whether an exception is pending, as [`pending`](super::error::pending); it is let go of.
#[cold]
#[cfg(feature = "num-bigint")]
pub(crate) fn failed(ctx: Context<'_>) -> bool {
    let failed = plain!(ctx, HPyErr_Occurred()) != 0;
    if failed {
        super::error::clear(ctx);
    }
    failed
}

pub(crate) fn bool(ctx: Context<'_>, value: bool) -> Borrowed<'_, '_, PyBool> {
    if value { ctx.true_() } else { ctx.false_() }
}

macro_rules! binary {
    ($($name:ident = $function:ident;)*) => {
        $(pub(crate) fn $name<'ctx>(a: &Handle<'ctx>, b: &Handle<'_>) -> Result<Handle<'ctx, PyAny>> {
            handle!(a.ctx(), $function(a.as_raw(), b.as_raw()))
        })*
    };
}

binary! {
    add = HPy_Add;
    subtract = HPy_Subtract;
    multiply = HPy_Multiply;
    matrix_multiply = HPy_MatrixMultiply;
    true_divide = HPy_TrueDivide;
    remainder = HPy_Remainder;
    divmod = HPy_Divmod;
    lshift = HPy_Lshift;
    rshift = HPy_Rshift;
    and = HPy_And;
    xor = HPy_Xor;
    or = HPy_Or;
}

/// `a // b`. GraalPy's function is wrong for ints and floats of its own, for which the one in place is right.
pub(crate) fn floor_divide<'ctx>(a: &Handle<'ctx>, b: &Handle<'_>) -> Result<Handle<'ctx, PyAny>> {
    if graalpy::is_here(a.ctx()) && (a.is_instance_of::<PyInt>() || a.is_instance_of::<PyFloat>()) {
        return handle!(a.ctx(), HPy_InPlaceFloorDivide(a.as_raw(), b.as_raw()));
    }
    handle!(a.ctx(), HPy_FloorDivide(a.as_raw(), b.as_raw()))
}

pub(crate) fn power<'ctx>(a: &Handle<'ctx>, b: &Handle<'_>) -> Result<Handle<'ctx>> {
    if graalpy::is_here(a.ctx()) {
        // HPy_Power hands the None on, which few `__pow__` take.
        return graalpy::call_operator(a.ctx(), c"pow", &[a.as_raw(), b.as_raw()]);
    }
    handle!(a.ctx(), HPy_Power(a.as_raw(), b.as_raw(), a.ctx().none().as_raw()))
}

macro_rules! unary {
    ($($name:ident = $function:ident;)*) => {
        $(pub(crate) fn $name<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyAny>> {
            handle!(object.ctx(), $function(object.as_raw()))
        })*
    };
}

unary! {
    negative = HPy_Negative;
    positive = HPy_Positive;
    absolute = HPy_Absolute;
    invert = HPy_Invert;
}
