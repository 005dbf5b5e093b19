//! [`PyFloat`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::Handle;

/// Python's `float`.
#[derive(Clone, Copy, Debug)]
pub struct PyFloat(());

impl PyTyped for PyFloat {}

impl PyTypeInfo for PyFloat {
    const NAME: &'static str = "float";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.float_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::object::type_check_constant(object, &object.ctx().float_type())
    }
}

impl PyFloat {
    /// A new `float`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn new(ctx: Context<'_>, value: f64) -> Result<Handle<'_, PyFloat>> {
        calls::number::float(ctx, value)
    }
}
