//! [`PyInt`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::Handle;

/// Python's `int`.
///
/// Values go in and out by [`IntoPy`](crate::IntoPy) and [`extract`](Handle::extract).
#[derive(Clone, Copy, Debug)]
pub struct PyInt(());

impl PyTyped for PyInt {}

impl PyTypeInfo for PyInt {
    const NAME: &'static str = "int";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.int_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::object::type_check_constant(object, &object.ctx().int_type())
    }
}

impl PyInt {
    /// A new `int`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn new(ctx: Context<'_>, value: i64) -> Result<Handle<'_, PyInt>> {
        calls::number::int_from_i64(ctx, value)
    }

    /// A new `int` from an unsigned value.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn from_u64(ctx: Context<'_>, value: u64) -> Result<Handle<'_, PyInt>> {
        calls::number::int_from_u64(ctx, value)
    }
}
