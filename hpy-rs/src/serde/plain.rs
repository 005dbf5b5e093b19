//! [`Plain`]: what a Python object is as data.

use std::borrow::Cow;

use super::items::{Items, is_set};
use super::pairs::{Pairs, is_mapping};
use crate::convert::{FromPy, index, is_sequence};
use crate::handle::{Borrowed, Handle, Kind};
use crate::types::{PyBool, PyByteArray, PyInt};
use crate::{PyError, Result};

/// A plain object, looked at. An `int` is the first of its four that it fits.
pub(super) enum Plain<'a, 'ctx> {
    None,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Wide(i128),
    Widest(u128),
    Float(f64),
    Text(&'a str),
    Bytes(Cow<'a, [u8]>),
    Sequence(Items<'ctx>),
    Mapping(Pairs<'ctx>),
}

impl<'a, 'ctx> Plain<'a, 'ctx> {
    /// # Errors
    /// `TypeError` if it is nothing of all that, `OverflowError` for an `int` of more than 128 bits; what asking the object raises.
    pub(super) fn of(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(match object.kind() {
            Kind::None => Plain::None,
            Kind::Int(int) => match int.cast_opt::<PyBool>() {
                Some(truth) => Plain::Bool(truth.value()),
                None => Plain::of_int(&int)?,
            },
            Kind::Float(_) => Plain::Float(object.extract()?),
            Kind::Str(_) => Plain::Text(<&str>::from_py(object)?),
            Kind::Bytes(_) => Plain::Bytes(Cow::Borrowed(<&[u8]>::from_py(object)?)),
            Kind::List(list) => Plain::Sequence(Items::of_list(list)?),
            Kind::Tuple(tuple) => Plain::Sequence(Items::of_tuple(tuple)?),
            Kind::Dict(dict) => Plain::Mapping(Pairs::of_dict(dict)?),
            _ => return Plain::of_another(object),
        })
    }

    fn of_int(int: &Handle<'ctx, PyInt>) -> Result<Self> {
        if let Ok(value) = int.extract::<i64>() {
            return Ok(u64::try_from(value).map_or(Plain::Signed(value), Plain::Unsigned));
        }
        match int.extract::<i128>() {
            Ok(value) => Ok(u64::try_from(value).map_or(Plain::Wide(value), Plain::Unsigned)),
            Err(error) => int.extract().map_or(Err(error), |value| Ok(Plain::Widest(value))),
        }
    }

    /// Of what is none of the everyday types.
    #[inline(never)]
    fn of_another(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Some(array) = object.cast_opt::<PyByteArray>() {
            return Ok(Plain::Bytes(Cow::Owned(array.to_vec()?)));
        }
        if is_set(&object) || is_sequence(&object)? {
            return Items::of_another(object).map(Plain::Sequence);
        }
        if is_mapping(&object)? {
            return Pairs::of_another(object).map(Plain::Mapping);
        }
        if object.get_type()?.has_attr("__index__")? {
            return Plain::of_int(&index(object, "int")?);
        }
        Err(PyError::wrong_type("plain data (None, bool, int, float, str, bytes, a sequence or a mapping)", object))
    }
}
