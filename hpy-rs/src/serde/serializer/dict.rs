//! [`DictSerializer`]: a map or a struct becomes a `dict`.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct};

use super::{Serializer, names, number};
use crate::context::{Context, RecursionGuard};
use crate::error::PyRuntimeError;
use crate::handle::Handle;
use crate::serde::MAKING;
use crate::types::PyDict;
use crate::{PyError, Result};

/// A `dict` under construction.
#[derive(Debug)]
pub struct DictSerializer<'ctx> {
    dict: Handle<'ctx, PyDict>,
    /// The key whose value comes next, in a map.
    key: Option<Handle<'ctx>>,
    /// Whether it is no struct, but a number.
    is_number: bool,
    _level: RecursionGuard,
}

impl<'ctx> DictSerializer<'ctx> {
    pub(super) fn new(ctx: Context<'ctx>) -> Result<Self> {
        let level = ctx.recurse(MAKING)?;
        Ok(DictSerializer { dict: PyDict::new(ctx)?, key: None, is_number: false, _level: level })
    }

    pub(super) fn of_struct(ctx: Context<'ctx>, name: &str) -> Result<Self> {
        let made = DictSerializer::new(ctx)?;
        Ok(DictSerializer { is_number: name == number::NAME, ..made })
    }

    /// One more field of a struct.
    pub(super) fn set<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        let name = names::object(self.dict.ctx(), name)?;
        self.dict.set_item(&*name, value.serialize(self.serializer())?)
    }

    pub(super) fn made(self) -> Result<Handle<'ctx>> {
        if self.is_number { number::made(&self.dict) } else { Ok(self.dict.into_any()) }
    }

    fn serializer(&self) -> Serializer<'ctx> {
        Serializer::new(self.dict.ctx())
    }
}

impl<'ctx> SerializeMap for DictSerializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = Some(key.serialize(self.serializer())?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let Some(key) = self.key.take() else { return Err(no_key()) };
        self.dict.set_item(key, value.serialize(self.serializer())?)
    }

    fn serialize_entry<K, V>(&mut self, key: &K, value: &V) -> Result<()>
    where
        K: Serialize + ?Sized,
        V: Serialize + ?Sized,
    {
        let key = key.serialize(self.serializer())?;
        self.dict.set_item(key, value.serialize(self.serializer())?)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        self.made()
    }
}

impl<'ctx> SerializeStruct for DictSerializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.set(name, value)
    }

    fn end(self) -> Result<Handle<'ctx>> {
        self.made()
    }
}

/// Of a `Serialize` that tells a value before its key.
#[cold]
fn no_key() -> PyError {
    PyRuntimeError::new("the value of a map came before its key")
}
