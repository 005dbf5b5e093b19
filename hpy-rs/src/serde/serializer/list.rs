//! [`ListSerializer`]: a sequence becomes a `list`.

use serde::Serialize;
use serde::ser::SerializeSeq;

use super::Serializer;
use crate::context::{Context, RecursionGuard};
use crate::handle::Handle;
use crate::serde::{MAKING, TRUSTED};
use crate::types::{PyList, give, with_room};
use crate::{PyError, Result};

/// A `list` under construction.
#[derive(Debug)]
pub struct ListSerializer<'ctx> {
    list: Handle<'ctx, PyList>,
    _level: RecursionGuard,
}

impl<'ctx> ListSerializer<'ctx> {
    pub(super) fn new(ctx: Context<'ctx>, length: Option<usize>) -> Result<Self> {
        let level = ctx.recurse(MAKING)?;
        Ok(ListSerializer { list: with_room(ctx, length.unwrap_or(0).min(TRUSTED))?, _level: level })
    }
}

impl<'ctx> SerializeSeq for ListSerializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        give(&self.list, value.serialize(Serializer::new(self.list.ctx()))?)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        Ok(self.list.into_any())
    }
}
