//! The pairs of a mapping, as serde asks for them.

use serde::de::{DeserializeSeed, MapAccess};

use super::Deserializer;
use crate::context::RecursionGuard;
use crate::error::{PyRuntimeError, at_key, of_key};
use crate::handle::Handle;
use crate::serde::TRUSTED;
use crate::serde::pairs::Pairs;
use crate::{PyError, Result};

/// A mapping that is read.
pub(super) struct Mapping<'ctx> {
    pairs: Pairs<'ctx>,
    /// The pair whose key was read.
    current: Option<(Handle<'ctx>, Handle<'ctx>)>,
    _level: RecursionGuard,
}

impl<'ctx> Mapping<'ctx> {
    pub(super) fn new(pairs: Pairs<'ctx>, level: RecursionGuard) -> Self {
        Mapping { pairs, current: None, _level: level }
    }
}

impl<'de> MapAccess<'de> for Mapping<'_> {
    type Error = PyError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some(pair) = self.pairs.next() else { return Ok(None) };
        let (key, value) = pair?;
        let read = seed.deserialize(Deserializer::new(&key)).map_err(of_key)?;
        self.current = Some((key, value));
        Ok(Some(read))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        let Some((key, value)) = self.current.take() else { return Err(no_key()) };
        seed.deserialize(Deserializer::new(&value)).map_err(|error| at_key(error, &key))
    }

    fn size_hint(&self) -> Option<usize> {
        self.pairs.length().map(|left| left.min(TRUSTED))
    }
}

/// Of a `Visitor` that asks in the wrong order.
#[cold]
fn no_key() -> PyError {
    PyRuntimeError::new("the value was asked for before its key")
}
