//! The items of a sequence, as serde asks for them.

use serde::de::{DeserializeSeed, SeqAccess};

use super::Deserializer;
use crate::context::RecursionGuard;
use crate::error::{PyValueError, at_index};
use crate::serde::TRUSTED;
use crate::serde::items::Items;
use crate::{PyError, Result};

/// A sequence that is read.
pub(super) struct Sequence<'ctx> {
    items: Items<'ctx>,
    /// How many items were read.
    read: usize,
    _level: RecursionGuard,
}

impl<'ctx> Sequence<'ctx> {
    pub(super) fn new(items: Items<'ctx>, level: RecursionGuard) -> Self {
        Sequence { items, read: 0, _level: level }
    }
}

/// The items, if the sequence says that there are so many.
pub(super) fn of_length(items: Items<'_>, expected: usize) -> Result<Items<'_>> {
    match items.length() {
        found if found == expected => Ok(items),
        found => Err(PyValueError::new(format!("expected a sequence of length {expected}, got one of length {found}"))),
    }
}

impl<'de> SeqAccess<'de> for Sequence<'_> {
    type Error = PyError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.read;
        self.read += 1;
        match seed.deserialize(Deserializer::new(&item?)) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(at_index(error, index)),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.length().saturating_sub(self.read).min(TRUSTED))
    }
}
