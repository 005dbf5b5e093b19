//! [`PyComplex`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::Handle;
use crate::{Result, calls};

/// Python's `complex`.
#[derive(Clone, Copy, Debug)]
pub struct PyComplex(());

impl PyTyped for PyComplex {}

impl PyTypeInfo for PyComplex {
    const NAME: &'static str = "complex";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.complex_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::object::type_check_constant(object, &object.ctx().complex_type())
    }
}

impl PyComplex {
    /// A new `complex`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new(ctx: Context<'_>, real: f64, imag: f64) -> Result<Handle<'_, PyComplex>> {
        calls::number::complex(ctx, real, imag).unwrap_or_else(|| ctx.complex_type().call((real, imag))?.cast_into())
    }
}

impl Handle<'_, PyComplex> {
    /// The real part.
    ///
    /// # Errors
    /// What a subclass raises.
    #[inline]
    pub fn real(&self) -> Result<f64> {
        match calls::number::complex_parts(self) {
            Some((real, _)) => Ok(real),
            None => self.get_attr(&crate::intern!(self.ctx(), "real")?)?.extract(),
        }
    }

    /// The imaginary part.
    ///
    /// # Errors
    /// What a subclass raises.
    #[inline]
    pub fn imag(&self) -> Result<f64> {
        match calls::number::complex_parts(self) {
            Some((_, imag)) => Ok(imag),
            None => self.get_attr(&crate::intern!(self.ctx(), "imag")?)?.extract(),
        }
    }
}
