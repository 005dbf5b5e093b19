use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::MAKING;
use super::failure::Failure;
use super::serializer::number;
use crate::Result;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::types::{PyBytes, PyDict, give, with_room};

/// Makes plain Python objects of what the deserializer of a format reads.
///
/// # Errors
/// `ValueError` with the text of an error of the deserializer; `TypeError` for a key that cannot be hashed; `RecursionError` as of
/// [`Context::recurse`]; `MemoryError`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn loads<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx>> {
///     hpy_rs::serde::load(ctx, &mut serde_json::Deserializer::from_str(text))
/// }
/// ```
pub fn load<'de, 'ctx, D: Deserializer<'de, Error: 'static>>(
    ctx: Context<'ctx>,
    deserializer: D,
) -> Result<Handle<'ctx>> {
    let failure = Failure::default();
    let loaded = Loading { ctx, failure: &failure }.deserialize(deserializer);
    loaded.map_err(|error| failure.behind(error))
}

/// Makes an object of whatever comes.
#[derive(Clone, Copy)]
struct Loading<'a, 'ctx> {
    ctx: Context<'ctx>,
    failure: &'a Failure,
}

impl<'ctx> Loading<'_, 'ctx> {
    /// What went well, or the error that stands for the one of Python's.
    fn told<T, E: Error>(self, result: Result<T>) -> Result<T, E> {
        self.failure.told(result, E::custom)
    }

    fn made<E: Error>(self, value: impl IntoPy<'ctx>) -> Result<Handle<'ctx>, E> {
        self.told(value.into_py(self.ctx).map(Handle::into_any))
    }
}

impl<'de, 'ctx> DeserializeSeed<'de> for Loading<'_, 'ctx> {
    type Value = Handle<'ctx>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Handle<'ctx>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A method for each type that is a result as it is.
macro_rules! made_as_results {
    ($($method:ident: $ty:ty;)*) => {
        $(fn $method<E: Error>(self, value: $ty) -> Result<Handle<'ctx>, E> {
            self.made(value)
        })*
    };
}

impl<'de, 'ctx> Visitor<'de> for Loading<'_, 'ctx> {
    type Value = Handle<'ctx>;

    made_as_results! {
        visit_bool: bool;
        visit_i64: i64;
        visit_i128: i128;
        visit_u64: u64;
        visit_u128: u128;
        visit_f64: f64;
        visit_char: char;
        visit_str: &str;
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Handle<'ctx>, E> {
        self.told(PyBytes::new(self.ctx, value).map(Handle::into_any))
    }

    fn visit_none<E: Error>(self) -> Result<Handle<'ctx>, E> {
        self.made(self.ctx.none())
    }

    fn visit_unit<E: Error>(self) -> Result<Handle<'ctx>, E> {
        self.made(self.ctx.none())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Handle<'ctx>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Handle<'ctx>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Handle<'ctx>, A::Error> {
        let _level = self.told::<_, A::Error>(self.ctx.recurse(MAKING))?;
        let list = self.told::<_, A::Error>(with_room(self.ctx, 0))?;
        while let Some(item) = items.next_element_seed(self)? {
            self.told::<_, A::Error>(give(&list, item))?;
        }
        Ok(list.into_any())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Handle<'ctx>, A::Error> {
        let _level = self.told::<_, A::Error>(self.ctx.recurse(MAKING))?;
        let dict = self.told::<_, A::Error>(PyDict::new(self.ctx))?;
        while let Some((key, value)) = pairs.next_entry_seed(self, self)? {
            self.told::<_, A::Error>(dict.set_item(key, value))?;
        }
        self.told(number::or_dict(dict))
    }
}
