//! [`Serializer`]: makes plain Python objects of what serde tells of a value.

mod dict;
mod list;
mod names;
pub(super) mod number;
mod tuple;
mod variant;

use serde::Serialize;
use serde::ser;

use super::MAKING;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::types::{PyBytes, PyDict};
use crate::{PyError, Result};

pub use dict::DictSerializer;
pub use list::ListSerializer;
pub use tuple::TupleSerializer;
pub use variant::VariantSerializer;

/// Makes a plain Python object: what [`to_python`](super::to_python) hands to a value, for what else takes a serializer, such as the
/// crate `erased_serde`.
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::serde::Serializer;
///
/// #[hpy_function]
/// fn pairs(ctx: Context<'_>) -> Result<Handle<'_>> {
///     serde::Serializer::collect_map(Serializer::new(ctx), [("one", 1), ("two", 2)])
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Serializer<'ctx> {
    ctx: Context<'ctx>,
}

impl<'ctx> Serializer<'ctx> {
    /// Makes an object in this context.
    pub fn new(ctx: Context<'ctx>) -> Self {
        Serializer { ctx }
    }

    fn made(self, value: impl IntoPy<'ctx>) -> Result<Handle<'ctx>> {
        value.into_py(self.ctx).map(Handle::into_any)
    }
}

/// A dict of the name of a variant and its data.
fn named<'ctx>(ctx: Context<'ctx>, name: &'static str, data: Handle<'ctx>) -> Result<Handle<'ctx>> {
    let dict = PyDict::new(ctx)?;
    dict.set_item(&*names::object(ctx, name)?, data)?;
    Ok(dict.into_any())
}

/// A method for each type that is a result as it is.
macro_rules! made_as_results {
    ($($method:ident: $ty:ty;)*) => {
        $(#[inline]
        fn $method(self, value: $ty) -> Result<Handle<'ctx>> {
            self.made(value)
        })*
    };
}

impl<'ctx> ser::Serializer for Serializer<'ctx> {
    type Ok = Handle<'ctx>;
    type Error = PyError;
    type SerializeSeq = ListSerializer<'ctx>;
    type SerializeTuple = TupleSerializer<'ctx>;
    type SerializeTupleStruct = TupleSerializer<'ctx>;
    type SerializeTupleVariant = VariantSerializer<'ctx, TupleSerializer<'ctx>>;
    type SerializeMap = DictSerializer<'ctx>;
    type SerializeStruct = DictSerializer<'ctx>;
    type SerializeStructVariant = VariantSerializer<'ctx, DictSerializer<'ctx>>;

    made_as_results! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_f32: f32;
        serialize_f64: f64;
        serialize_char: char;
        serialize_str: &str;
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Handle<'ctx>> {
        PyBytes::new(self.ctx, value).map(Handle::into_any)
    }

    fn serialize_none(self) -> Result<Handle<'ctx>> {
        self.made(self.ctx.none())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Handle<'ctx>> {
        let _level = self.ctx.recurse_in_place(MAKING)?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Handle<'ctx>> {
        self.made(self.ctx.none())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Handle<'ctx>> {
        self.made(self.ctx.none())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Handle<'ctx>> {
        names::object(self.ctx, variant).map(|name| name.clone().into_any())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Handle<'ctx>> {
        let _level = self.ctx.recurse_in_place(MAKING)?;
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Handle<'ctx>> {
        let _level = self.ctx.recurse(MAKING)?;
        named(self.ctx, variant, value.serialize(self)?)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ListSerializer<'ctx>> {
        ListSerializer::new(self.ctx, length)
    }

    fn serialize_tuple(self, length: usize) -> Result<TupleSerializer<'ctx>> {
        TupleSerializer::new(self.ctx, length)
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<TupleSerializer<'ctx>> {
        TupleSerializer::new(self.ctx, length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<VariantSerializer<'ctx, TupleSerializer<'ctx>>> {
        Ok(VariantSerializer::new(self.ctx, variant, TupleSerializer::new(self.ctx, length)?))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<DictSerializer<'ctx>> {
        DictSerializer::new(self.ctx)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<DictSerializer<'ctx>> {
        DictSerializer::of_struct(self.ctx, name)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<VariantSerializer<'ctx, DictSerializer<'ctx>>> {
        Ok(VariantSerializer::new(self.ctx, variant, DictSerializer::new(self.ctx)?))
    }
}
