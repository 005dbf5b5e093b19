//! [`PyModule`].

use super::named::named_types;
use super::{PyList, PyTypeInfo};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::{Result, calls};

named_types! {
    /// A Python module.
    PyModule: "module" = "ModuleType" in "types";
}

impl PyModule {
    /// A new empty module, in no way registered.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyModule>> {
        PyModule::type_object(ctx)?.call((name,))?.cast_into()
    }
}

impl<'ctx> Handle<'ctx, PyModule> {
    /// The full name.
    ///
    /// # Errors
    /// `AttributeError` if Python code deleted it, `TypeError` if it was made something else than a `str`.
    pub fn name(&self) -> Result<String> {
        self.get_attr("__name__")?.extract()
    }

    /// Sets an attribute, and appends its name to `__all__`: what a module's init function does to add something.
    ///
    /// # Errors
    /// Those of the conversion; `TypeError` if `__all__` is no list; `MemoryError`.
    pub fn add(&self, name: &str, value: impl IntoPy<'ctx>) -> Result<()> {
        self.all()?.append(name)?;
        self.set_attr(name, value)
    }

    /// `__all__`: the names that `from module import *` brings; a new list where there is none.
    fn all(&self) -> Result<Handle<'ctx, PyList>> {
        if let Some(all) = self.get_attr_opt("__all__")? {
            return all.cast_into();
        }
        let all = PyList::empty(self.ctx())?;
        self.set_attr("__all__", &all)?;
        Ok(all)
    }
}

impl<'ctx> Context<'ctx> {
    /// Imports a module by its full name.
    ///
    /// # Errors
    /// `ImportError`, and what the module raises.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn now(ctx: Context<'_>) -> Result<f64> {
    ///     ctx.import("time")?.call_method("time", ())?.extract()
    /// }
    /// ```
    pub fn import(self, name: &str) -> Result<Handle<'ctx>> {
        calls::c_text::with_c_str(name, |name| calls::object::import(self, name))
            .unwrap_or_else(|| Err(calls::c_text::refused(name)))
    }
}
