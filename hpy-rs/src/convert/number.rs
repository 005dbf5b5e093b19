//! Numbers and `bool`.

use hpy_sys::api::{self, Runtime};

use super::sequence::copied;
use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::{PyOverflowError, PyTypeError};
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::types::{PyBool, PyBytes, PyFloat, PyInt};
use crate::{PyError, Result, calls};

/// The value of an int, or of an object with `__index__`; floats and objects with `__int__` are refused.
#[inline(always)]
fn to_i64(object: Borrowed<'_, '_>, target: &'static str) -> Result<i64> {
    let value = if let Some(value) = to_i64_plainly(object) { value } else { to_i64_again(object, target)? };
    Ok(value)
}

/// As [`to_i64`], of an argument. A part of every function that takes an int: what is unusual is one call out of line.
#[inline(always)]
fn i64_argument(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Result<i64, Failure> {
    let value =
        if let Some(value) = to_i64_plainly(object) { value } else { i64_argument_again(object, target, place)? };
    Ok(value)
}

/// The usual way. Where it gives nothing [`to_i64_again`] goes on.
#[inline(always)]
fn to_i64_plainly(object: Borrowed<'_, '_>) -> Option<i64> {
    if object.ctx().state().is_plain() { calls::number::as_i64(&object) } else { None }
}

#[cold]
#[inline(never)]
fn i64_argument_again(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Result<i64, Failure> {
    if object.ctx().state().is_lenient() {
        // On PyPy this is the usual way.
        return match calls::number::as_isize(&object) {
            Some(value) => Ok(value),
            None => place.convert(|| to_i64_leniently(object, target)),
        };
    }
    place.convert(|| to_i64_again(object, target))
}

/// All but the usual way.
#[cold]
#[inline(never)]
fn to_i64_again(object: Borrowed<'_, '_>, target: &'static str) -> Result<i64> {
    let state = object.ctx().state();
    if state.is_plain() {
        check(object, target).map(|()| -1)
    } else if state.is_lenient() {
        match calls::number::as_isize(&object) {
            Some(value) => Ok(value),
            None => to_i64_leniently(object, target),
        }
    } else {
        calls::number::as_i64(&object).map_or_else(|| check(object, target).map(|()| -1), Ok)
    }
}

/// After the conversion that takes ints only gave no clear answer.
fn to_i64_leniently(object: Borrowed<'_, '_>, target: &'static str) -> Result<i64> {
    match calls::number::pending(object.ctx()) {
        Some(_) => to_i64_strictly(object, target),
        None => Ok(-1),
    }
}

/// Where one conversion takes floats too, and the other no object with `__index__`.
fn to_i64_strictly(object: Borrowed<'_, '_>, target: &'static str) -> Result<i64> {
    if object.is_instance_of::<PyInt>() {
        return calls::number::as_i64(&object).map_or_else(|| check(object, target).map(|()| -1), Ok);
    }
    let index = index(object, target)?;
    calls::number::as_i64(&index).map_or_else(|| check(index.as_borrowed().into_any(), target).map(|()| -1), Ok)
}

/// The int that an object stands for.
pub(crate) fn index<'ctx>(object: Borrowed<'_, 'ctx>, target: &str) -> Result<Handle<'ctx, PyInt>> {
    calls::number::index(&object).map_err(|error| explain(object, error, target))
}

/// As [`to_i64`], for the other half of the range. No interpreter's conversion takes anything but ints.
#[inline(always)]
fn to_u64(object: Borrowed<'_, '_>, target: &'static str) -> Result<u64> {
    let value = calls::number::as_u64(&object);
    let value = if let Some(value) = value { value } else { to_u64_again(object, target)? };
    Ok(value)
}

/// After the conversion gave no clear answer.
#[cold]
#[inline(never)]
fn to_u64_again(object: Borrowed<'_, '_>, target: &'static str) -> Result<u64> {
    match calls::number::pending(object.ctx()) {
        Some(_) => to_u64_strictly(object, target),
        None => Ok(u64::MAX),
    }
}

#[inline(always)]
fn u64_argument(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Result<u64, Failure> {
    let value = calls::number::as_u64(&object);
    let value = if let Some(value) = value { value } else { u64_argument_again(object, target, place)? };
    Ok(value)
}

#[cold]
#[inline(never)]
fn u64_argument_again(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Result<u64, Failure> {
    place.convert(|| to_u64_again(object, target))
}

fn to_u64_strictly(object: Borrowed<'_, '_>, target: &'static str) -> Result<u64> {
    if object.is_instance_of::<PyInt>() {
        return calls::number::as_u64(&object).map_or_else(|| check(object, target).map(|()| u64::MAX), Ok);
    }
    let index = index(object, target)?;
    calls::number::as_u64(&index).map_or_else(|| check(index.as_borrowed().into_any(), target).map(|()| u64::MAX), Ok)
}

/// Whether the conversion of `object`, which gave no clear answer, went well.
#[cold]
fn check(object: Borrowed<'_, '_>, target: &str) -> Result<()> {
    match calls::number::pending(object.ctx()) {
        Some(error) => Err(explain(object, error, target)),
        None => Ok(()),
    }
}

/// Words a failure in terms of the Rust type; what `__index__` raised is handed on.
#[cold]
fn explain(object: Borrowed<'_, '_>, error: PyError, target: &str) -> PyError {
    if object.is_instance_of::<PyInt>() {
        return out_of_range(object, target);
    }
    match object.get_type().and_then(|kind| kind.has_attr("__index__")) {
        Ok(false) => PyError::wrong_type("int", object),
        _ => error,
    }
}

/// An int that does not fit, worded as CPython does.
#[cold]
pub(super) fn out_of_range(object: Borrowed<'_, '_>, target: &str) -> PyError {
    let negative = object.lt(0).unwrap_or(false);
    if negative && target.starts_with('u') {
        negative_for_unsigned()
    } else if negative {
        PyOverflowError::new(format!("int too small to convert to {target}"))
    } else {
        PyOverflowError::new(format!("int too large to convert to {target}"))
    }
}

/// A negative int where there is no sign.
#[cold]
pub(super) fn negative_for_unsigned() -> PyError {
    PyOverflowError::new("can't convert negative int to unsigned")
}

/// An int of less than 64 bits: the wide conversion and a range check.
#[inline(always)]
fn small_int<T: TryFrom<i64>>(object: Borrowed<'_, '_>, target: &'static str) -> Result<T> {
    let value = to_i64(object, target)?;
    T::try_from(value).map_err(|_| out_of_range(object, target))
}

/// As [`small_int`], of an argument.
#[inline(always)]
fn small_argument<T: TryFrom<i64>>(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Result<T, Failure> {
    let value = i64_argument(object, target, place)?;
    T::try_from(value).map_err(|_| argument_out_of_range(object, target, place))
}

#[cold]
#[inline(never)]
fn argument_out_of_range(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Failure {
    place.fail_of(|| out_of_range(object, target))
}

macro_rules! small_ints {
    ($($int:ident)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                #[inline(always)]
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    small_int(object, stringify!($int))
                }

                #[inline(always)]
                fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
                    small_argument(object, stringify!($int), place)
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;
                const IS_PLAIN: bool = true;

                #[inline]
                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    calls::number::int_from_i64(ctx, i64::from(self))
                }

                #[inline(always)]
                fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                    Ok(calls::number::leaving_i64(ctx, i64::from(self)))
                }
            }
        )*
    };
}

small_ints!(i8 i16 i32 u16 u32);

impl<'a, 'ctx> FromPy<'a, 'ctx> for u8 {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        small_int(object, "u8")
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        small_argument(object, "u8", place)
    }

    fn vec_from_bytes(bytes: &[u8]) -> Option<Result<Vec<Self>>> {
        Some(copied(bytes))
    }
}

impl<'ctx> IntoPy<'ctx> for u8 {
    type Target = PyInt;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_i64(ctx, i64::from(self))
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(calls::number::leaving_i64(ctx, i64::from(self)))
    }

    fn slice_into_py(items: &[Self], ctx: Context<'ctx>) -> Option<Result<Handle<'ctx>>> {
        Some(PyBytes::new(ctx, items).map(Handle::into_any))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for i64 {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        to_i64(object, "i64")
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        i64_argument(object, "i64", place)
    }
}

impl<'ctx> IntoPy<'ctx> for i64 {
    type Target = PyInt;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_i64(ctx, self)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(calls::number::leaving_i64(ctx, self))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for u64 {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        to_u64(object, "u64")
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        u64_argument(object, "u64", place)
    }
}

impl<'ctx> IntoPy<'ctx> for u64 {
    type Target = PyInt;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_u64(ctx, self)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(calls::number::leaving_u64(ctx, self))
    }
}

macro_rules! pointer_sized_ints {
    ($($int:ident as $wide:ident by $convert:ident and $convert_argument:ident;)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                #[inline(always)]
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    let value = $convert(object, stringify!($int))?;
                    $int::try_from(value).map_err(|_| out_of_range(object, stringify!($int)))
                }

                #[inline(always)]
                fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
                    let value = $convert_argument(object, stringify!($int), place)?;
                    $int::try_from(value).map_err(|_| argument_out_of_range(object, stringify!($int), place))
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;
                const IS_PLAIN: bool = true;

                #[inline]
                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    (self as $wide).into_py(ctx)
                }

                #[inline(always)]
                fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                    (self as $wide).leave(ctx)
                }
            }
        )*
    };
}

pointer_sized_ints! {
    isize as i64 by to_i64 and i64_argument;
    usize as u64 by to_u64 and u64_argument;
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for f64 {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match calls::number::as_f64(&object) {
            Some(value) => Ok(value),
            None => float_unless_failed(object),
        }
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        // Where a float is read in place, all else is one call out of line.
        let is_usual = if api::READS_FLOATS {
            calls::number::is_exactly_float(&object)
        } else {
            !object.ctx().state().is_pending()
        };
        if is_usual && let Some(value) = calls::number::as_f64_beside_error(&object) {
            return Ok(value);
        }
        f64_argument_again(object, place)
    }
}

#[cold]
#[inline(never)]
fn f64_argument_again(object: Borrowed<'_, '_>, place: Place) -> Result<f64, Failure> {
    place.convert(|| {
        if api::READS_FLOATS || object.ctx().state().is_pending() {
            f64::from_py(object)
        } else {
            float_unless_failed(object)
        }
    })
}

/// The float after a result that may be how an error is told. An object that is no number is said to be none, what `__float__`
/// raised is handed on.
#[cold]
fn float_unless_failed(object: Borrowed<'_, '_>) -> Result<f64> {
    let Some(error) = calls::number::pending(object.ctx()) else { return Ok(-1.0) };
    let kind = object.get_type()?;
    if kind.has_attr("__float__")? {
        return Err(error);
    }
    if !kind.has_attr("__index__")? {
        return Err(PyError::wrong_type("real number", object));
    }
    // PyPy 7.3 does not ask for it, but for `float()` itself.
    if api::runtime() == Runtime::PyPy && error.matches::<PyTypeError>(object.ctx()) {
        return f64::from_py(object.ctx().float_type().call((object,))?.as_borrowed());
    }
    Err(error)
}

impl<'ctx> IntoPy<'ctx> for f64 {
    type Target = PyFloat;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        calls::number::float(ctx, self)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(calls::number::leaving_float(ctx, self))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for f32 {
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "rounding is what a shorter float does; too large is infinite")]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        f64::from_py(object).map(|value| value as f32)
    }
}

impl<'ctx> IntoPy<'ctx> for f32 {
    type Target = PyFloat;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        f64::from(self).into_py(ctx)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        f64::from(self).leave(ctx)
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for bool {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(object.cast::<PyBool>()?.value())
    }

    #[inline(never)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        place.convert(|| Self::from_py(object))
    }
}

impl<'ctx> IntoPy<'ctx> for bool {
    type Target = PyBool;
    const IS_PLAIN: bool = true;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyBool>> {
        Ok(PyBool::new(ctx, self).to_owned())
    }
}

macro_rules! by_reference {
    ($($number:ident)*) => {
        $(impl<'ctx> IntoPy<'ctx> for &$number {
            type Target = <$number as IntoPy<'ctx>>::Target;
            const IS_PLAIN: bool = true;

            #[inline]
            fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, Self::Target>> {
                (*self).into_py(ctx)
            }

            #[inline(always)]
            fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                (*self).leave(ctx)
            }
        })*
    };
}

by_reference!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 bool char);
