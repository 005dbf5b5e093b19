//! [`PyType`].

use super::{PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::Handle;
use crate::{Result, calls};

/// A Python type: an instance of `type`.
#[derive(Clone, Copy, Debug)]
pub struct PyType(());

impl PyTyped for PyType {}

impl PyTypeInfo for PyType {
    const NAME: &'static str = "type";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.type_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::object::type_check_constant(object, &object.ctx().type_type())
    }
}

impl Handle<'_, PyType> {
    /// The name, without the module.
    ///
    /// # Errors
    /// What a metaclass raises.
    pub fn name(&self) -> Result<String> {
        calls::type_::name(self)
    }

    /// Whether this type is `other` or derives from it, metaclasses not asked.
    pub fn is_subtype_of(&self, other: &Handle<'_, PyType>) -> bool {
        calls::object::is(self, other) || calls::type_::is_subtype(self, other)
    }
}
