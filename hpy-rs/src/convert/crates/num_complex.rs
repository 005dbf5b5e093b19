//! `Complex` of the crate `num-complex`.

use num_complex::Complex;

use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::PyComplex;
use crate::{Result, calls};

/// A `complex`, or an object with `__complex__`, `__float__` or `__index__`.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Complex<f64> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Some((real, imag)) = calls::number::complex_parts(&object) {
            return Ok(Complex::new(real, imag));
        }
        match as_complex(object)? {
            Some(number) => Ok(Complex::new(number.real()?, number.imag()?)),
            None => f64::from_py(object).map(Complex::from),
        }
    }

    fn input_type() -> TypeHint {
        TypeHint::named("complex")
    }
}

/// Exactly a `complex`: a subclass can say anything of its parts.
fn as_complex<'ctx>(object: Borrowed<'_, 'ctx>) -> Result<Option<Handle<'ctx, PyComplex>>> {
    let complex = object.ctx().complex_type();
    if object.is_exact_instance_of::<PyComplex>() {
        return object.to_owned().cast_into().map(Some);
    }
    if object.is_instance_of::<PyComplex>() {
        return complex.call_method("__pos__", (object,))?.cast_into().map(Some);
    }
    if object.get_type()?.has_attr("__complex__")? {
        return complex.call((object,))?.cast_into().map(Some);
    }
    Ok(None)
}

impl<'ctx> IntoPy<'ctx> for Complex<f64> {
    type Target = PyComplex;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyComplex>> {
        PyComplex::new(ctx, self.re, self.im)
    }
}

/// As of `f64`, rounded.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Complex<f32> {
    #[expect(clippy::cast_possible_truncation, reason = "rounding is what a shorter float does; too large is infinite")]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Complex::<f64>::from_py(object).map(|number| Complex::new(number.re as f32, number.im as f32))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("complex")
    }
}

impl<'ctx> IntoPy<'ctx> for Complex<f32> {
    type Target = PyComplex;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyComplex>> {
        PyComplex::new(ctx, self.re.into(), self.im.into())
    }
}
