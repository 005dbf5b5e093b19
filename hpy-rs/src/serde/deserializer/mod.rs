//! [`Deserializer`]: a Python object, as serde reads it.

mod mapping;
mod sequence;
mod variant;

use std::borrow::Cow;

use serde::de::{self, Visitor};

use super::READING;
use super::items::Items;
use super::pairs::Pairs;
use super::plain::Plain;
use crate::context::RecursionGuard;
use crate::handle::{Borrowed, Handle, Kind};
use crate::{PyError, Result};

use mapping::Mapping;
use sequence::{Sequence, of_length};
use variant::Variant;

/// How deep data of whatever type may be nested; `serde_json` has the same limit.
const MOST_OF_ANY: u32 = 128;

/// A Python object that serde reads: what [`from_python`](super::from_python) hands to a type, for what else takes a deserializer, such as
/// a [`DeserializeSeed`](de::DeserializeSeed) or the crate `serde_path_to_error`.
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::serde::Deserializer;
/// use serde::Deserialize;
///
/// #[hpy_function]
/// fn total(numbers: &Handle<'_>) -> Result<u64> {
///     Ok(<Vec<u64>>::deserialize(Deserializer::new(numbers))?.iter().sum())
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Deserializer<'a, 'ctx> {
    object: Borrowed<'a, 'ctx>,
}

impl<'a, 'ctx> Deserializer<'a, 'ctx> {
    /// Reads this object.
    pub fn new(object: &'a Handle<'ctx>) -> Self {
        Deserializer { object: object.as_borrowed() }
    }

    fn sequence<'de, V: Visitor<'de>>(self, items: Items<'ctx>, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Sequence::new(items, self.object.ctx().recurse(READING)?))
    }

    fn mapping<'de, V: Visitor<'de>>(self, pairs: Pairs<'ctx>, visitor: V) -> Result<V::Value> {
        visitor.visit_map(Mapping::new(pairs, self.object.ctx().recurse(READING)?))
    }

    /// A level of data of whatever type: who keeps them, and reads them again as a type that takes more of the stack, does it without us.
    fn level_of_any(self) -> Result<RecursionGuard> {
        self.object.ctx().recurse_up_to(MOST_OF_ANY, READING)
    }
}

/// A method for each type that is taken as an argument of this type is.
macro_rules! taken_as_arguments {
    ($($method:ident: $visit:ident;)*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$visit(self.object.extract()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for Deserializer<'_, '_> {
    type Error = PyError;

    taken_as_arguments! {
        deserialize_bool: visit_bool;
        deserialize_i8: visit_i8;
        deserialize_i16: visit_i16;
        deserialize_i32: visit_i32;
        deserialize_i64: visit_i64;
        deserialize_i128: visit_i128;
        deserialize_u8: visit_u8;
        deserialize_u16: visit_u16;
        deserialize_u32: visit_u32;
        deserialize_u64: visit_u64;
        deserialize_u128: visit_u128;
        deserialize_f32: visit_f32;
        deserialize_f64: visit_f64;
        deserialize_char: visit_char;
        deserialize_str: visit_str;
        deserialize_string: visit_string;
        deserialize_identifier: visit_str;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match Plain::of(self.object)? {
            Plain::None => visitor.visit_unit(),
            Plain::Bool(value) => visitor.visit_bool(value),
            Plain::Unsigned(value) => visitor.visit_u64(value),
            Plain::Signed(value) => visitor.visit_i64(value),
            Plain::Wide(value) => visitor.visit_i128(value),
            Plain::Widest(value) => visitor.visit_u128(value),
            Plain::Float(value) => visitor.visit_f64(value),
            Plain::Text(text) => visitor.visit_str(text),
            Plain::Bytes(Cow::Borrowed(bytes)) => visitor.visit_bytes(bytes),
            Plain::Bytes(Cow::Owned(bytes)) => visitor.visit_byte_buf(bytes),
            Plain::Sequence(items) => visitor.visit_seq(Sequence::new(items, self.level_of_any()?)),
            Plain::Mapping(pairs) => visitor.visit_map(Mapping::new(pairs, self.level_of_any()?)),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.object.kind() {
            Kind::Bytes(_) => visitor.visit_bytes(self.object.extract()?),
            _ => self.deserialize_byte_buf(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.object.kind() {
            // Not by what takes any bytes-like object, which ends the process if there is too little memory for the copy.
            Kind::Bytes(_) => visitor.visit_byte_buf(self.object.extract()?),
            Kind::List(_) | Kind::Tuple(_) => self.deserialize_seq(visitor),
            _ => visitor.visit_byte_buf(self.object.extract::<Cow<'_, [u8]>>()?.into_owned()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.object.is_none() {
            return visitor.visit_none();
        }
        let _level = self.object.ctx().recurse_in_place(READING)?;
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.object.is_none() { visitor.visit_unit() } else { Err(PyError::wrong_type("None", self.object)) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        let _level = self.object.ctx().recurse_in_place(READING)?;
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.sequence(Items::of(self.object)?, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        self.sequence(of_length(Items::of(self.object)?, length)?, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, length: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.mapping(Pairs::of(self.object, "mapping")?, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(Variant::of(self.object)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}
