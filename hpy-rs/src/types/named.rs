//! [`Named`]: a type that HPy has no constant for; [`named_types`] makes the types of Rust that stand for such.

use super::{PyTuple, PyType};
use crate::context::Context;
use crate::error::PyImportError;
use crate::handle::{Global, Handle};
use crate::type_hint::TypeHint;
use crate::{Result, calls};

/// A type that is found once, by its name in a module of the standard library.
pub(crate) struct Named {
    module: &'static str,
    name: &'static str,
    object: Global<PyType>,
}

impl Named {
    pub(crate) const fn new(module: &'static str, name: &'static str) -> Self {
        Named { module, name, object: Global::new() }
    }

    pub(crate) fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        match self.object.get(ctx) {
            Some(kind) => Ok(kind),
            None => self.find(ctx),
        }
    }

    #[cold]
    fn find<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        let Ok(mut kind) = ctx.import(self.module)?.get_attr(self.name)?.cast_into::<PyType>() else {
            return Err(PyImportError::new(format!("{}.{} is not a class", self.module, self.name)));
        };
        if self.module != "builtins" {
            kind = original(kind, self.name)?;
        } else if !is_own(&kind, self.name)? {
            return Err(PyImportError::new(format!("builtins.{0} is not Python's own {0}", self.name)));
        }
        // Python code that ran may have come here, too: the first one stays.
        if let Some(first) = self.object.get(ctx) {
            return Ok(first);
        }
        self.object.set_for_ever(&kind);
        Ok(kind)
    }

    /// Whether an object is of this type or of a subclass.
    ///
    /// # Errors
    /// What importing the module raises.
    pub(crate) fn has_instance(&self, object: &Handle<'_>) -> Result<bool> {
        match self.object.lend(object.ctx()) {
            Some(kind) => Ok(calls::object::type_check(object, &kind)),
            None => Ok(calls::object::type_check(object, &self.get(object.ctx())?)),
        }
    }

    /// The type as annotations say it.
    pub(super) fn type_hint(&self) -> TypeHint {
        match (self.module, self.name) {
            ("builtins", "set" | "frozenset") => TypeHint::of(self.name, [TypeHint::any()]),
            ("builtins", name) => TypeHint::named(name),
            (module, name) => TypeHint::named(format!("{module}.{name}")),
        }
    }
}

/// The type of this name that another one derives from, which tests have put in its place for a while; else the type itself.
fn original<'ctx>(found: Handle<'ctx, PyType>, name: &str) -> Result<Handle<'ctx, PyType>> {
    let order: Handle<'ctx, PyTuple> = found.get_attr("__mro__")?.cast_into()?;
    let mut original = found;
    for base in order {
        let base: Handle<'ctx, PyType> = base?.cast_into()?;
        if base.name()? == name {
            original = base;
        }
    }
    Ok(original)
}

/// Whether a type that was found in `builtins` is the interpreter's own: Python code can put something else there.
fn is_own(kind: &Handle<'_, PyType>, name: &str) -> Result<bool> {
    /// Of all types that Python code makes.
    const HEAP_TYPE: u64 = 1 << 9;
    let flags: u64 = kind.get_attr("__flags__")?.extract()?;
    Ok(flags & HEAP_TYPE == 0 && kind.name()? == name)
}

/// Types of Rust that stand for types found by their names, and what messages call them:
/// `PyDate: "datetime.date" = "date" in "datetime";`.
macro_rules! named_types {
    ($($(#[$attribute:meta])* $name:ident: $shown:literal = $python:literal in $module:literal;)*) => {
        $(
            $(#[$attribute])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name(());

            impl $name {
                fn named() -> &'static $crate::types::named::Named {
                    static NAMED: $crate::types::named::Named = $crate::types::named::Named::new($module, $python);
                    &NAMED
                }
            }

            impl $crate::types::PyTyped for $name {}

            impl $crate::types::PyTypeInfo for $name {
                const NAME: &'static str = $shown;

                fn type_object(
                    ctx: $crate::Context<'_>,
                ) -> $crate::Result<$crate::Handle<'_, $crate::types::PyType>> {
                    Self::named().get(ctx)
                }

                fn is_type_of(object: &$crate::Handle<'_>) -> bool {
                    Self::try_is_type_of(object).unwrap_or(false)
                }

                fn try_is_type_of(object: &$crate::Handle<'_>) -> $crate::Result<bool> {
                    Self::named().has_instance(object)
                }

                fn type_hint() -> $crate::TypeHint {
                    Self::named().type_hint()
                }
            }
        )*
    };
}

pub(super) use named_types;
