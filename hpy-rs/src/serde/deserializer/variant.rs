//! Variants of enums: a `str`, or a mapping of the name to the data.

use serde::de::{DeserializeSeed, Deserializer as _, EnumAccess, Error, Unexpected, VariantAccess, Visitor};

use super::Deserializer;
use crate::context::RecursionGuard;
use crate::error::{PyValueError, at_key, of_key};
use crate::handle::{Borrowed, Handle, Kind};
use crate::serde::READING;
use crate::serde::pairs::Pairs;
use crate::{PyError, Result};

/// A variant by its name, and the data that it has.
pub(super) struct Variant<'ctx> {
    name: Handle<'ctx>,
    data: Option<Handle<'ctx>>,
    _level: RecursionGuard,
}

impl<'ctx> Variant<'ctx> {
    pub(super) fn of(object: Borrowed<'_, 'ctx>) -> Result<Self> {
        let level = object.ctx().recurse(READING)?;
        if let Kind::Str(_) = object.kind() {
            return Ok(Variant { name: object.to_owned(), data: None, _level: level });
        }
        let (name, data) = only_pair(Pairs::of(object, "str or mapping")?)?;
        Ok(Variant { name, data: Some(data), _level: level })
    }

    /// Reads the data of a variant that has some.
    fn read<T>(self, read: impl FnOnce(Deserializer<'_, 'ctx>) -> Result<T>) -> Result<T> {
        let Some(data) = self.data else { return Err(no_data(&self.name)) };
        read(Deserializer::new(&data)).map_err(|error| at_key(error, &self.name))
    }
}

fn only_pair(mut pairs: Pairs<'_>) -> Result<(Handle<'_>, Handle<'_>)> {
    match (pairs.next().transpose()?, pairs.next().transpose()?) {
        (Some(pair), None) => Ok(pair),
        _ => Err(PyValueError::new("expected a mapping of one name of a variant to its data")),
    }
}

/// Of a name alone.
#[cold]
fn no_data(name: &Handle<'_>) -> PyError {
    let name = name.extract().unwrap_or("a variant");
    PyError::invalid_type(Unexpected::Other("str"), &format!("a mapping of '{name}' to its data").as_str())
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = PyError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let variant = seed.deserialize(Deserializer::new(&self.name)).map_err(of_key)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = PyError;

    fn unit_variant(self) -> Result<()> {
        match &self.data {
            Some(data) if !data.is_none() => Err(at_key(PyError::wrong_type("None", data.as_borrowed()), &self.name)),
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        self.read(|data| seed.deserialize(data))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        self.read(|data| data.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value> {
        self.read(|data| data.deserialize_map(visitor))
    }
}
