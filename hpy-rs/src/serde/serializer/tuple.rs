//! [`TupleSerializer`]: what has a fixed length becomes a `tuple`.

use serde::Serialize;
use serde::ser::{SerializeTuple, SerializeTupleStruct};

use super::Serializer;
use crate::context::{Context, RecursionGuard};
use crate::handle::Handle;
use crate::serde::{MAKING, TRUSTED};
use crate::types::PyTuple;
use crate::{PyError, Result};

/// The items of a `tuple` under construction.
#[derive(Debug)]
pub struct TupleSerializer<'ctx> {
    ctx: Context<'ctx>,
    items: Vec<Handle<'ctx>>,
    _level: RecursionGuard,
}

impl<'ctx> TupleSerializer<'ctx> {
    pub(super) fn new(ctx: Context<'ctx>, length: usize) -> Result<Self> {
        let level = ctx.recurse(MAKING)?;
        let mut items = Vec::new();
        items.try_reserve_exact(length.min(TRUSTED))?;
        Ok(TupleSerializer { ctx, items, _level: level })
    }

    /// One more item.
    pub(super) fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let item = value.serialize(Serializer::new(self.ctx))?;
        self.items.try_reserve(1)?;
        self.items.push(item);
        Ok(())
    }

    pub(super) fn made(self) -> Result<Handle<'ctx>> {
        PyTuple::from_handles(self.ctx, &self.items).map(Handle::into_any)
    }
}

impl<'ctx> SerializeTuple for TupleSerializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.push(value)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        self.made()
    }
}

impl<'ctx> SerializeTupleStruct for TupleSerializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.push(value)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        self.made()
    }
}
