//! [`PySet`] and [`PyFrozenSet`].

use super::named::Named;
use super::{PyList, PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;

static SET: Named = Named::new("builtins", "set");
static FROZENSET: Named = Named::new("builtins", "frozenset");

/// Python's `set`.
#[derive(Clone, Copy, Debug)]
pub struct PySet(());

/// Python's `frozenset`.
#[derive(Clone, Copy, Debug)]
pub struct PyFrozenSet(());

macro_rules! set_type {
    ($name:ident = $python:literal, $object:ident) => {
        impl PyTyped for $name {}

        impl PyTypeInfo for $name {
            const NAME: &'static str = $python;

            fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
                $object.get(ctx)
            }

            fn is_type_of(object: &Handle<'_>) -> bool {
                $object.is_type_of(object)
            }
        }

        impl $name {
            #[doc = concat!("A new `", $python, "` of the items given.")]
            ///
            /// # Errors
            /// Those of the conversions; `TypeError` for an item that cannot be hashed; `MemoryError`.
            pub fn new<'ctx, I>(ctx: Context<'ctx>, items: I) -> Result<Handle<'ctx, $name>>
            where
                I: IntoIterator,
                I::Item: IntoPy<'ctx>,
            {
                $object.get(ctx)?.call((PyList::from_iter(ctx, items)?,))?.cast_into()
            }
        }
    };
}

set_type!(PySet = "set", SET);
set_type!(PyFrozenSet = "frozenset", FROZENSET);

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
