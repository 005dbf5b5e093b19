//! [`PyAny`], any object at all, and [`PyNone`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::Handle;
use crate::type_hint::TypeHint;
use crate::{Result, calls};

/// Any Python object: what `Handle<'ctx>` without a type stands for.
#[derive(Clone, Copy, Debug)]
pub struct PyAny(());

impl PyTypeInfo for PyAny {
    const NAME: &'static str = "object";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.object_type().to_owned())
    }

    #[inline]
    fn is_type_of(_: &Handle<'_>) -> bool {
        true
    }

    fn type_hint() -> TypeHint {
        TypeHint::any()
    }
}

/// `None`.
#[derive(Clone, Copy, Debug)]
pub struct PyNone(());

impl PyTyped for PyNone {}

impl PyTypeInfo for PyNone {
    const NAME: &'static str = "None";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        ctx.none().get_type()
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        object.is_none()
    }
}

impl Handle<'_> {
    /// Whether the object is `None`.
    #[inline]
    pub fn is_none(&self) -> bool {
        calls::object::is(self, &self.ctx().none())
    }

    /// Whether both are the same object: Python's `is`. Handles themselves cannot be compared.
    #[inline]
    pub fn is(&self, other: &Handle<'_>) -> bool {
        calls::object::is(self, other)
    }
}
