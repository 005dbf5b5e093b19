//! Floats.

use hpy_sys::api::{self, Runtime};

use super::{FromPy, IntoPy, Plain};
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::PyFloat;
use crate::{PyError, Result, calls};

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

    #[inline(always)]
    fn item_in_place(sequence: &Handle<'ctx>, index: usize) -> Option<Self> {
        calls::sequence::float_at(sequence, index)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("float")
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
    let Some(error) = calls::error::pending(object.ctx()) else { return Ok(-1.0) };
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
    const IS_PLAIN: Plain<Self> = Plain::YES;

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

    fn input_type() -> TypeHint {
        TypeHint::named("float")
    }
}

impl<'ctx> IntoPy<'ctx> for f32 {
    type Target = PyFloat;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        f64::from(self).into_py(ctx)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        f64::from(self).leave(ctx)
    }
}
