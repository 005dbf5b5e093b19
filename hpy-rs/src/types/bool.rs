//! [`PyBool`].

use hpy_sys::api::{self, Runtime};

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::{Result, calls};

/// Python's `bool`.
#[derive(Clone, Copy, Debug)]
pub struct PyBool(());

impl PyTyped for PyBool {}

impl PyTypeInfo for PyBool {
    const NAME: &'static str = "bool";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.bool_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        let ctx = object.ctx();
        if api::runtime() == Runtime::GraalPy {
            // There HPy_Is says that the ints 1 and 0 are True and False.
            return calls::object::type_check_constant(object, &ctx.bool_type());
        }
        object.is(&ctx.true_()) || object.is(&ctx.false_())
    }
}

impl PyBool {
    /// `True` or `False`.
    #[inline]
    pub fn new(ctx: Context<'_>, value: bool) -> Borrowed<'_, '_, PyBool> {
        calls::number::bool(ctx, value)
    }
}

impl Handle<'_, PyBool> {
    /// The value.
    #[inline]
    pub fn value(&self) -> bool {
        self.is(&self.ctx().true_())
    }
}
