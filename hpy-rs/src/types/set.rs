//! [`PySet`] and [`PyFrozenSet`].

use super::named::named_types;
use super::{PyList, PyTypeInfo};
use crate::Result;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;

named_types! {
    /// Python's `set`.
    PySet: "set" = "set" in "builtins";
    /// Python's `frozenset`.
    PyFrozenSet: "frozenset" = "frozenset" in "builtins";
}

macro_rules! set_type {
    ($name:ident = $python:literal) => {
        impl $name {
            #[doc = concat!("A new empty `", $python, "`.")]
            ///
            /// # Errors
            /// `MemoryError`.
            pub fn empty(ctx: Context<'_>) -> Result<Handle<'_, $name>> {
                $name::type_object(ctx)?.call(())?.cast_into()
            }

            #[doc = concat!("A new `", $python, "` of the items given.")]
            ///
            /// # Errors
            /// Those of the conversions; `TypeError` for an item that cannot be hashed; `MemoryError`.
            pub fn new<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, $name>>
            where
                I: IntoIterator,
                I::Item: IntoPy<'ctx>,
            {
                $name::type_object(ctx)?.call((PyList::from_iter(ctx, items)?,))?.cast_into()
            }
        }
    };
}

set_type!(PySet = "set");
set_type!(PyFrozenSet = "frozenset");

impl<'ctx> Handle<'ctx, PySet> {
    /// Adds an item, unless an equal one is there.
    ///
    /// # Errors
    /// Those of the conversion and of hashing and comparing the item; `MemoryError`.
    pub fn add(&self, item: impl IntoPy<'ctx>) -> Result<()> {
        self.call_method("add", (item,)).map(drop)
    }

    /// Takes an item away, and says whether it was there.
    ///
    /// # Errors
    /// Those of the conversion and of hashing and comparing the item.
    pub fn discard(&self, item: impl IntoPy<'ctx>) -> Result<bool> {
        let before = self.len()?;
        self.call_method("discard", (item,))?;
        Ok(self.len()? < before)
    }
}
