//! [`Pairs`]: dicts and what else counts as a mapping.

use crate::handle::{Borrowed, Handle, Kind};
use crate::object::PyIter;
use crate::types::{DictIntoIter, PyDict};
use crate::{PyError, Result};

/// The pairs of key and value of a mapping, one after the other.
pub(super) enum Pairs<'ctx> {
    Dict(DictIntoIter<'ctx>),
    Another { mapping: Handle<'ctx>, keys: PyIter<'ctx> },
}

/// Whether an object that is no dict counts as a mapping: it has keys, and items.
pub(super) fn is_mapping(object: &Handle<'_>) -> Result<bool> {
    let kind = object.get_type()?;
    Ok(kind.has_attr("keys")? && kind.has_attr("__getitem__")?)
}

impl<'ctx> Pairs<'ctx> {
    /// The pairs; an error of another `expected` type for what is no mapping.
    ///
    /// # Errors
    /// That; what the object raises.
    pub(super) fn of(object: Borrowed<'_, 'ctx>, expected: &'static str) -> Result<Self> {
        match object.kind() {
            Kind::Dict(dict) => Pairs::of_dict(dict),
            _ if is_mapping(&object)? => Pairs::of_another(object),
            _ => Err(PyError::wrong_type(expected, object)),
        }
    }

    pub(super) fn of_dict(dict: Borrowed<'_, 'ctx, PyDict>) -> Result<Self> {
        dict.to_owned().into_pairs().map(Pairs::Dict)
    }

    pub(super) fn of_another(object: Borrowed<'_, 'ctx>) -> Result<Self> {
        let keys = object.call_method("keys", ())?.try_iter()?;
        Ok(Pairs::Another { mapping: object.to_owned(), keys })
    }

    /// How many there are, if that is known.
    pub(super) fn length(&self) -> Option<usize> {
        self.size_hint().1
    }
}

impl<'ctx> Iterator for Pairs<'ctx> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Pairs::Dict(pairs) => pairs.next(),
            Pairs::Another { mapping, keys } => {
                let key = keys.next()?;
                Some(key.and_then(|key| Ok((key.clone(), mapping.get_item(&key)?))))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Pairs::Dict(pairs) => pairs.size_hint(),
            Pairs::Another { .. } => (0, None),
        }
    }
}
