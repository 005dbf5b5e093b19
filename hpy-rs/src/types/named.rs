//! [`Named`]: a type that HPy has no constant for.

use super::PyType;
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::{Result, calls};

/// A type that is found once, by its name in a module of the standard library.
pub(super) struct Named {
    module: &'static str,
    name: &'static str,
    object: Global<PyType>,
}

impl Named {
    pub(super) const fn new(module: &'static str, name: &'static str) -> Self {
        Named { module, name, object: Global::new() }
    }

    pub(super) fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        self.object.get_or_try_init(ctx, || ctx.import(self.module)?.get_attr(self.name)?.cast_into())
    }

    pub(super) fn is_type_of(&self, object: &Handle<'_>) -> bool {
        self.get(object.ctx()).is_ok_and(|kind| calls::object::type_check(object, &kind))
    }
}
