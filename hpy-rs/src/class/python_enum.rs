//! [`PythonEnum`]: an enum without data as a class that Python's module `enum` makes.

use std::ffi::CStr;
use std::fmt;
use std::sync::OnceLock;

use crate::context::Context;
use crate::handle::{Borrowed, Global, Handle};
use crate::module::Shown;
use crate::type_hint::TypeHint;
use crate::types::{PyModule, PyTuple, PyType};
use crate::{PyError, Result};

/// The class: one in a static for each Rust type.
pub struct PythonEnum {
    name: &'static str,
    doc: &'static CStr,
    /// The value of the option `module`.
    module: Option<&'static str>,
    /// The module that it was found in when that was imported.
    found_in: OnceLock<String>,
    is_integer: bool,
    members: &'static [(&'static str, isize)],
    class: Global<PyType>,
    /// The members, in their order.
    objects: Global<PyTuple>,
}

impl PythonEnum {
    /// `members` are the names and values.
    pub const fn new(
        name: &'static str,
        doc: &'static CStr,
        module: Option<&'static str>,
        is_integer: bool,
        members: &'static [(&'static str, isize)],
    ) -> Self {
        PythonEnum {
            name,
            doc,
            module,
            found_in: OnceLock::new(),
            is_integer,
            members,
            class: Global::new(),
            objects: Global::new(),
        }
    }

    /// The class, made when it is first asked for.
    ///
    /// # Errors
    /// `ValueError` if the module `enum` does not take a name.
    fn class<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        self.class.get_or_try_init(ctx, || self.make(ctx))
    }

    fn make<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        let kind = ctx.import("enum")?.get_attr(if self.is_integer { "IntEnum" } else { "Enum" })?;
        let module = self.module.or_else(|| self.found_in.get().map(String::as_str)).unwrap_or("builtins");
        let class =
            kind.call_with((self.name, self.members.to_vec()), &[("module", module), ("qualname", self.name)])?;
        if !self.doc.is_empty() {
            class.set_attr("__doc__", &*self.doc.to_string_lossy())?;
        }
        class.cast_into()
    }

    fn objects<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTuple>> {
        self.objects.get_or_try_init(ctx, || {
            let class = self.class(ctx)?;
            let objects = self.members.iter().map(|(name, _)| class.get_attr(*name)).collect::<Result<Vec<_>>>()?;
            PyTuple::new(ctx, objects)
        })
    }

    /// The class as annotations name it.
    pub fn type_hint(&'static self) -> TypeHint {
        TypeHint::own(self, self.name)
    }

    /// The member at this position.
    ///
    /// # Errors
    /// Those of making the class.
    pub fn member<'ctx>(&self, ctx: Context<'ctx>, position: usize) -> Result<Handle<'ctx>> {
        self.objects(ctx)?.get(position)
    }

    /// The value whose member `object` is; `values` are those of all members, in their order.
    ///
    /// # Errors
    /// `TypeError` if it is an object of another class.
    pub fn value_of<T, const N: usize>(&self, object: Borrowed<'_, '_>, values: [T; N]) -> Result<T> {
        let ctx = object.ctx();
        for (member, value) in self.objects(ctx)?.iter().zip(values) {
            if member?.is(&object) {
                return Ok(value);
            }
        }
        Err(PyError::wrong_type(self.name, object))
    }
}

impl fmt::Debug for PythonEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PythonEnum({})", self.name)
    }
}

impl Shown for PythonEnum {
    fn name(&self) -> &'static str {
        self.name
    }

    fn show_in(&self, module: &Handle<'_, PyModule>) -> Result<()> {
        // It belongs to the first one.
        let found_in = module.name()?;
        self.found_in.get_or_init(|| found_in);
        module.add(self.name, self.class(module.ctx())?)
    }

    #[cfg(feature = "type-stubs")]
    fn described(&self) -> crate::type_stub::DescribedClass {
        let base = if self.is_integer { "enum.IntEnum" } else { "enum.Enum" };
        crate::type_stub::DescribedClass { doc: self.doc, base: Some(base), members: self.members }
    }
}
