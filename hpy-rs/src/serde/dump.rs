//! [`dump`]: plain Python objects to any format.

use serde::Serialize;
use serde::ser::{Error, SerializeMap, SerializeSeq, Serializer};

use super::failure::Failure;
use super::items::Items;
use super::pairs::Pairs;
use super::plain::Plain;
use super::{READING, TRUSTED};
use crate::context::RecursionGuard;
use crate::error::PyRuntimeError;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyFrozenSet, PyList, PySet, PyTuple};
use crate::{PyError, Result};

/// Hands a plain Python object to the serializer of a format. What counts as a sequence or a mapping is as for
/// [`from_python`](super::from_python), and any object that is neither these nor a number, a text or bytes is a `TypeError`.
///
/// # Errors
/// `TypeError` for such an object; `OverflowError` for an `int` of more than 128 bits; `ValueError` with the text of what the serializer
/// refuses; `RecursionError` as of [`Context::recurse`](crate::Context::recurse); `RuntimeError` if a list or a dict is changed meanwhile. What Python
/// code raises comes as it is.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn dumps(object: &Handle<'_>) -> Result<String> {
///     let mut text = Vec::new();
///     hpy_rs::serde::dump(object, &mut serde_json::Serializer::new(&mut text))?;
///     Ok(String::from_utf8(text)?)
/// }
/// ```
pub fn dump<S: Serializer<Error: 'static>>(object: &Handle<'_>, serializer: S) -> Result<S::Ok> {
    let failure = Failure::default();
    let dumped = Object { object: object.as_borrowed(), failure: &failure }.serialize(serializer);
    dumped.map_err(|error| failure.behind(error))
}

/// An object that is dumped.
struct Object<'a, 'ctx> {
    object: Borrowed<'a, 'ctx>,
    failure: &'a Failure,
}

impl<'ctx> Object<'_, 'ctx> {
    fn of<'b>(&'b self, object: &'b Handle<'ctx>) -> Object<'b, 'ctx> {
        Object { object: object.as_borrowed(), failure: self.failure }
    }

    /// What went well, or the error of the serializer's that stands for the one of Python's.
    fn told<S: Serializer, T>(&self, result: Result<T>) -> Result<T, S::Error> {
        self.failure.told(result, S::Error::custom)
    }

    fn level<S: Serializer>(&self) -> Result<RecursionGuard, S::Error> {
        self.told::<S, _>(self.object.ctx().recurse(READING))
    }

    fn sequence<S: Serializer>(&self, items: Items<'ctx>, serializer: S) -> Result<S::Ok, S::Error> {
        let _level = self.level::<S>()?;
        let length = items.length();
        if length > TRUSTED && !has_true_length(self.object) {
            let items = self.told::<S, _>(gathered(items, length))?;
            return self.items(length, items.into_iter().map(Ok), serializer);
        }
        self.items(length, items, serializer)
    }

    fn items<S: Serializer>(
        &self,
        length: usize,
        items: impl Iterator<Item = Result<Handle<'ctx>>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(length))?;
        let mut left = length;
        for item in items {
            let item = self.told::<S, _>(item)?;
            left = self.told::<S, _>(left.checked_sub(1).ok_or_else(changed))?;
            sequence.serialize_element(&self.of(&item))?;
        }
        self.told::<S, _>(if left == 0 { Ok(()) } else { Err(changed()) })?;
        sequence.end()
    }

    fn mapping<S: Serializer>(&self, pairs: Pairs<'ctx>, serializer: S) -> Result<S::Ok, S::Error> {
        let _level = self.level::<S>()?;
        let (length, mut count) = (pairs.length(), 0);
        let mut map = serializer.serialize_map(length)?;
        for pair in pairs {
            let (key, value) = self.told::<S, _>(pair)?;
            map.serialize_entry(&self.of(&key), &self.of(&value))?;
            count += 1;
        }
        self.told::<S, _>(check(count, length))?;
        map.end()
    }
}

/// Whether the length of an object is that of its items, and not what a class of Python's says: a format may make room for so many.
#[inline(never)]
fn has_true_length(object: Borrowed<'_, '_>) -> bool {
    object.is_exact_instance_of::<PyList>()
        || object.is_exact_instance_of::<PyTuple>()
        || object.is_exact_instance_of::<PySet>()
        || object.is_exact_instance_of::<PyFrozenSet>()
}

/// All items, if there are so many.
#[inline(never)]
fn gathered(items: Items<'_>, length: usize) -> Result<Vec<Handle<'_>>> {
    let mut all = Vec::new();
    for item in items {
        all.try_reserve(1)?;
        all.push(item?);
    }
    if all.len() == length { Ok(all) } else { Err(changed()) }
}

/// Whether there were as many as the format was told.
fn check(count: usize, length: Option<usize>) -> Result<()> {
    match length {
        Some(length) if length != count => Err(changed()),
        _ => Ok(()),
    }
}

#[cold]
fn changed() -> PyError {
    PyRuntimeError::new("a collection changed while it was dumped")
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.told::<S, _>(Plain::of(self.object))? {
            Plain::None => serializer.serialize_none(),
            Plain::Bool(value) => serializer.serialize_bool(value),
            Plain::Unsigned(value) => serializer.serialize_u64(value),
            Plain::Signed(value) => serializer.serialize_i64(value),
            Plain::Wide(value) => serializer.serialize_i128(value),
            Plain::Widest(value) => serializer.serialize_u128(value),
            Plain::Float(value) => serializer.serialize_f64(value),
            Plain::Text(text) => serializer.serialize_str(text),
            Plain::Bytes(bytes) => serializer.serialize_bytes(&bytes),
            Plain::Sequence(items) => self.sequence(items, serializer),
            Plain::Mapping(pairs) => self.mapping(pairs, serializer),
        }
    }
}
