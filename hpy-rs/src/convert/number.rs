//! Numbers and `bool`.

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::PyOverflowError;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyBool, PyBytes, PyFloat, PyInt, PyType};
use crate::{PyError, Result, calls};

/// The value of an int, or of an object with `__index__`; floats and objects with `__int__` are refused.
#[inline(always)]
fn to_i64(object: &Handle<'_>, target: &'static str) -> Result<i64> {
    if calls::number::is_lenient() {
        return to_i64_strictly(object, target);
    }
    calls::number::as_i64(object).map_err(|error| explain(object, error, target))
}

/// Where the interpreter's own conversion takes floats too.
fn to_i64_strictly(object: &Handle<'_>, target: &'static str) -> Result<i64> {
    if object.is_instance_of::<PyInt>() {
        return calls::number::as_i64(object).map_err(|error| explain(object, error, target));
    }
    let index = calls::number::index(object).map_err(|error| explain(object, error, target))?;
    calls::number::as_i64(&index).map_err(|error| explain(&index, error, target))
}

/// As [`to_i64`], for the other half of the range.
#[inline(always)]
fn to_u64(object: &Handle<'_>) -> Result<u64> {
    if object.is_instance_of::<PyInt>() {
        return calls::number::as_u64(object).map_err(|error| explain(object, error, "u64"));
    }
    let index = calls::number::index(object).map_err(|error| explain(object, error, "u64"))?;
    calls::number::as_u64(&index).map_err(|error| explain(&index, error, "u64"))
}

/// Words a failure in terms of the Rust type; what `__index__` raised is handed on.
#[cold]
fn explain(object: &Handle<'_>, error: PyError, target: &str) -> PyError {
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
fn out_of_range(object: &Handle<'_>, target: &str) -> PyError {
    let negative = object.lt(0).unwrap_or(false);
    if negative && target.starts_with('u') {
        PyOverflowError::new("can't convert negative int to unsigned")
    } else if negative {
        PyOverflowError::new(format!("int too small to convert to {target}"))
    } else {
        PyOverflowError::new(format!("int too large to convert to {target}"))
    }
}

/// An int of less than 64 bits: the wide conversion and a range check.
#[inline(always)]
fn small_int<T: TryFrom<i64>>(object: Borrowed<'_, '_>, target: &'static str) -> Result<T> {
    let value = to_i64(&object, target)?;
    T::try_from(value).map_err(|_| out_of_range(&object, target))
}

macro_rules! small_ints {
    ($($int:ident)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                #[inline]
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    small_int(object, stringify!($int))
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;

                #[inline]
                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    calls::number::int_from_i64(ctx, i64::from(self))
                }
            }
        )*
    };
}

small_ints!(i8 i16 i32 u16 u32);

impl<'a, 'ctx> FromPy<'a, 'ctx> for u8 {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        small_int(object, "u8")
    }

    fn vec_from_bytes(bytes: &[u8]) -> Option<Vec<Self>> {
        Some(bytes.to_vec())
    }
}

impl<'ctx> IntoPy<'ctx> for u8 {
    type Target = PyInt;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_i64(ctx, i64::from(self))
    }

    fn slice_into_py(items: &[Self], ctx: Context<'ctx>) -> Option<Result<Handle<'ctx>>> {
        Some(PyBytes::new(ctx, items).map(Handle::into_any))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for i64 {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        to_i64(&object, "i64")
    }
}

impl<'ctx> IntoPy<'ctx> for i64 {
    type Target = PyInt;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_i64(ctx, self)
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for u64 {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        to_u64(&object)
    }
}

impl<'ctx> IntoPy<'ctx> for u64 {
    type Target = PyInt;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        calls::number::int_from_u64(ctx, self)
    }
}

macro_rules! pointer_sized_ints {
    ($($int:ident as $wide:ident;)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                #[inline]
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    $int::try_from($wide::from_py(object)?).map_err(|_| out_of_range(&object, stringify!($int)))
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;

                #[inline]
                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    (self as $wide).into_py(ctx)
                }
            }
        )*
    };
}

pointer_sized_ints! {
    isize as i64;
    usize as u64;
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for f64 {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        calls::number::as_f64(&object).map_err(|error| explain_float(&object, error))
    }
}

/// Words the failure of an object that is no number; what `__float__` raised is handed on.
#[cold]
fn explain_float(object: &Handle<'_>, error: PyError) -> PyError {
    let is_number = |kind: Handle<'_, PyType>| Ok(kind.has_attr("__float__")? || kind.has_attr("__index__")?);
    match object.get_type().and_then(is_number) {
        Ok(false) => PyError::wrong_type("real number", object),
        _ => error,
    }
}

impl<'ctx> IntoPy<'ctx> for f64 {
    type Target = PyFloat;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        calls::number::float(ctx, self)
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

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        f64::from(self).into_py(ctx)
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for bool {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(object.cast::<PyBool>()?.value())
    }
}

impl<'ctx> IntoPy<'ctx> for bool {
    type Target = PyBool;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyBool>> {
        Ok(PyBool::new(ctx, self).to_owned())
    }
}

macro_rules! by_reference {
    ($($number:ident)*) => {
        $(impl<'ctx> IntoPy<'ctx> for &$number {
            type Target = <$number as IntoPy<'ctx>>::Target;

            #[inline]
            fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, Self::Target>> {
                (*self).into_py(ctx)
            }
        })*
    };
}

by_reference!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 bool char);
