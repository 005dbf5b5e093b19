//! Ints of up to 64 bits.

use hpy_sys::api;

use super::sequence::copied;
use super::{FromPy, IntoPy, Plain};
use crate::context::Context;
use crate::error::PyOverflowError;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::{PyBytes, PyInt, PyTypeInfo};
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
    match calls::error::pending(object.ctx()) {
        Some(error) if is_from_index(object, &error) => Err(explain(object, error, target)),
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

/// Whether the conversion that takes ints only has called `__index__`, which is not to be done again. What it gave may have been out
/// of range.
#[cold]
fn is_from_index(object: Borrowed<'_, '_>, error: &PyError) -> bool {
    api::int_conversion_calls_index()
        && !object.is_instance_of::<PyInt>()
        && !error.matches::<PyOverflowError>(object.ctx())
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
    match calls::error::pending(object.ctx()) {
        Some(error) if is_from_index(object, &error) => Err(explain(object, error, target)),
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
    match calls::error::pending(object.ctx()) {
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

/// An int whose values an `i64` has room for: the wide conversion and a range check.
#[inline(always)]
fn by_i64<T: TryFrom<i64>>(object: Borrowed<'_, '_>, target: &'static str) -> Result<T> {
    let value = to_i64(object, target)?;
    T::try_from(value).map_err(|_| out_of_range(object, target))
}

/// As [`by_i64`], of an argument.
#[inline(always)]
fn by_i64_argument<T: TryFrom<i64>>(
    object: Borrowed<'_, '_>,
    target: &'static str,
    place: Place,
) -> Result<T, Failure> {
    let value = i64_argument(object, target, place)?;
    T::try_from(value).map_err(|_| argument_out_of_range(object, target, place))
}

/// As [`by_i64`], of a `u64`.
#[inline(always)]
fn by_u64<T: TryFrom<u64>>(object: Borrowed<'_, '_>, target: &'static str) -> Result<T> {
    let value = to_u64(object, target)?;
    T::try_from(value).map_err(|_| out_of_range(object, target))
}

/// As [`by_u64`], of an argument.
#[inline(always)]
fn by_u64_argument<T: TryFrom<u64>>(
    object: Borrowed<'_, '_>,
    target: &'static str,
    place: Place,
) -> Result<T, Failure> {
    let value = u64_argument(object, target, place)?;
    T::try_from(value).map_err(|_| argument_out_of_range(object, target, place))
}

#[cold]
#[inline(never)]
fn argument_out_of_range(object: Borrowed<'_, '_>, target: &'static str, place: Place) -> Failure {
    place.fail_of(|| out_of_range(object, target))
}

/// Converts ints by a wide one, in both directions. What an int has more of each of the two traits stands behind it.
macro_rules! ints {
    (
        $wide:ident by $from:ident, $from_argument:ident, $new:ident, $leaving:ident:
        $($int:ident $({ $($more_from:item)* } { $($more_into:item)* })?)*
    ) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                #[inline(always)]
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    $from(object, stringify!($int))
                }

                #[inline(always)]
                fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
                    $from_argument(object, stringify!($int), place)
                }

                #[inline(always)]
                fn item_in_place(sequence: &Handle<'ctx>, index: usize) -> Option<Self> {
                    calls::sequence::int_at(sequence, index)?.try_into().ok()
                }

                $($($more_from)*)?

                fn input_type() -> TypeHint {
                    TypeHint::named("int")
                }
            }

            #[allow(clippy::cast_lossless, reason = "an `isize` cannot be made an `i64` by `From`")]
            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;
                const IS_PLAIN: Plain<Self> = Plain::YES;

                #[inline]
                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    calls::number::$new(ctx, self as $wide)
                }

                #[inline(always)]
                fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                    Ok(calls::number::$leaving(ctx, self as $wide))
                }

                $($($more_into)*)?
            }
        )*
    };
}

ints! {
    i64 by by_i64, by_i64_argument, int_from_i64, leaving_i64: i8 i16 i32 i64 isize u16 u32
    u8 {
        fn vec_from_bytes(bytes: &[u8]) -> Option<Result<Vec<Self>>> {
            Some(copied(bytes))
        }
    } {
        fn slice_into_py(items: &[Self], ctx: Context<'ctx>) -> Option<Result<Handle<'ctx>>> {
            Some(PyBytes::new(ctx, items).map(Handle::into_any))
        }

        fn slice_type() -> TypeHint {
            PyBytes::type_hint()
        }
    }
}

ints! {
    u64 by by_u64, by_u64_argument, int_from_u64, leaving_u64: u64 usize
}
