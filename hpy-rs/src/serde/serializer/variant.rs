//! [`VariantSerializer`]: a variant with several data becomes a `dict` of its name and them.

use serde::Serialize;
use serde::ser::{SerializeStructVariant, SerializeTupleVariant};

use super::{DictSerializer, TupleSerializer, named};
use crate::context::Context;
use crate::handle::Handle;
use crate::{PyError, Result};

/// The data of a variant under construction.
#[derive(Debug)]
pub struct VariantSerializer<'ctx, D> {
    ctx: Context<'ctx>,
    name: &'static str,
    data: D,
}

impl<'ctx, D> VariantSerializer<'ctx, D> {
    pub(super) fn new(ctx: Context<'ctx>, name: &'static str, data: D) -> Self {
        VariantSerializer { ctx, name, data }
    }
}

impl<'ctx> SerializeTupleVariant for VariantSerializer<'ctx, TupleSerializer<'ctx>> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.data.push(value)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        named(self.ctx, self.name, self.data.made()?)
    }
}

impl<'ctx> SerializeStructVariant for VariantSerializer<'ctx, DictSerializer<'ctx>> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.data.set(name, value)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        named(self.ctx, self.name, self.data.made()?)
    }
}
