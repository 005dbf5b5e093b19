//! [`PyType`].

use super::{PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::handle::Handle;
use crate::type_hint::TypeHint;
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

    fn type_hint() -> TypeHint {
        TypeHint::of("type", [TypeHint::any()])
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

    /// The name as messages have it: as in CPython's, no more than 200 characters, since Python code has chosen them.
    pub(crate) fn shown_name(&self) -> Result<String> {
        Ok(self.name()?.chars().take(200).collect())
    }

    /// The name with that of the class or function that it stands in: `Shape.Circle`.
    ///
    /// # Errors
    /// What a metaclass raises.
    pub fn qualname(&self) -> Result<String> {
        self.get_attr("__qualname__")?.extract()
    }

    /// The name of the module that it stands in.
    ///
    /// # Errors
    /// What a metaclass raises; `TypeError` if Python code made it something else than a `str`.
    pub fn module(&self) -> Result<String> {
        self.get_attr("__module__")?.extract()
    }

    /// Whether this type is `other` or derives from it, metaclasses not asked.
    pub fn is_subtype_of(&self, other: &Handle<'_, PyType>) -> bool {
        calls::object::is(self, other) || calls::type_::is_subtype(self, other)
    }
}
