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
        ctx.complex_type().call((real, imag))?.cast_into()
    }
}

impl Handle<'_, PyComplex> {
    /// The real part.
    ///
    /// # Errors
    /// What a subclass raises.
    pub fn real(&self) -> Result<f64> {
        self.get_attr(&crate::intern!(self.ctx(), "real")?)?.extract()
    }

    /// The imaginary part.
    ///
    /// # Errors
    /// What a subclass raises.
    pub fn imag(&self) -> Result<f64> {
        self.get_attr(&crate::intern!(self.ctx(), "imag")?)?.extract()
    }
}
