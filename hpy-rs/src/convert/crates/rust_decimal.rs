//! `Decimal` of the crate `rust_decimal`: 96 bits and at most 28 digits behind the point.

use rust_decimal::{Decimal, Error};

use crate::context::Context;
use crate::convert::int::index;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{Named, PyAny, PyFloat, PyInt, PyStr};
use crate::{PyError, Result, intern};

static DECIMAL: Named = Named::new("decimal", "Decimal");

/// A `decimal.Decimal`, an `int`, or what a `float` or a `str` is written as.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Decimal {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if DECIMAL.has_instance(&object)? {
            let text = DECIMAL.get(object.ctx())?.call_method(&intern!(object.ctx(), "__str__")?, (object,))?;
            return parsed(&text.cast_into()?);
        }
        if object.is_instance_of::<PyFloat>() || object.is_instance_of::<PyStr>() {
            return parsed(&object.str()?);
        }
        of_int(object)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("decimal.Decimal | int | float | str")
    }
}

fn parsed(text: &Handle<'_, PyStr>) -> Result<Decimal> {
    let text = text.as_str()?;
    text.parse().or_else(|_| Decimal::from_scientific(text)).map_err(|error| not_exact(&error))
}

fn of_int(object: Borrowed<'_, '_>) -> Result<Decimal> {
    if !object.is_instance_of::<PyInt>() && !object.get_type()?.has_attr("__index__")? {
        return Err(PyError::wrong_type("decimal.Decimal, int, float or str", object));
    }
    let int = index(object, "Decimal")?;
    let value = int.extract::<i64>().map(i128::from).or_else(|_| int.extract());
    let value = value.ok().and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok());
    value.ok_or_else(|| not_exact(&Error::ExceedsMaximumPossibleValue))
}

fn not_exact(error: &Error) -> PyError {
    PyValueError::new(error.to_string())
}

impl<'ctx> IntoPy<'ctx> for Decimal {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        DECIMAL.get(ctx)?.call((self.to_string(),))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("decimal.Decimal")
    }
}
