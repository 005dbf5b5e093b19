//! [`PyDict`].

use super::named::Named;
use super::{PyList, PyType, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::{PyKeyError, PyRuntimeError};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::{PyError, Result, calls};

static DICT: Named = Named::new("builtins", "dict");

/// Python's `dict`.
#[derive(Clone, Copy, Debug)]
pub struct PyDict(());

impl PyTyped for PyDict {}

impl PyTypeInfo for PyDict {
    const NAME: &'static str = "dict";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        DICT.get(ctx)
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::mapping::is_dict(object)
    }

    fn type_hint() -> TypeHint {
        TypeHint::of("dict", [TypeHint::any(), TypeHint::any()])
    }
}

impl PyDict {
    /// A new empty `dict`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn new(ctx: Context<'_>) -> Result<Handle<'_, PyDict>> {
        calls::mapping::new_dict(ctx)
    }

    /// A new `dict` of the pairs given; of equal keys the last wins.
    ///
    /// # Errors
    /// Those of the conversions; `TypeError` for a key that cannot be hashed; `MemoryError`.
    pub fn from_pairs<'ctx, K, V>(
        ctx: Context<'ctx>,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Handle<'ctx, PyDict>>
    where
        K: IntoPy<'ctx>,
        V: IntoPy<'ctx>,
    {
        let dict = PyDict::new(ctx)?;
        for (key, value) in pairs {
            dict.set_item(key, value)?;
        }
        Ok(dict)
    }
}

impl<'ctx> Handle<'ctx, PyDict> {
    /// The value of `key`, or `None` if it is not there.
    ///
    /// # Errors
    /// Those of hashing and comparing the key.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn indent_of(options: &Handle<'_, PyDict>) -> Result<u32> {
    ///     options.get("indent")?.map_or(Ok(0), |indent| indent.extract())
    /// }
    /// ```
    pub fn get(&self, key: impl IntoPy<'ctx>) -> Result<Option<Handle<'ctx>>> {
        key.lend(self.ctx(), |key| calls::mapping::get(self, key))
    }

    /// A new list of the keys.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn keys(&self) -> Result<Handle<'ctx, PyList>> {
        calls::mapping::keys(self)
    }

    /// A new list of the values.
    ///
    /// # Errors
    /// `MemoryError`; `RuntimeError` if the dict is changed meanwhile.
    pub fn values(&self) -> Result<Handle<'ctx, PyList>> {
        PyList::from_iter(self.ctx(), self.iter()?.map(|pair| pair.map(|(_, value)| value)))
    }

    /// A new list of the pairs of key and value, as tuples.
    ///
    /// # Errors
    /// As [`values`](Self::values).
    pub fn items(&self) -> Result<Handle<'ctx, PyList>> {
        PyList::from_iter(self.ctx(), self.iter()?)
    }

    /// Takes over all pairs of another dict, or of what else Python's `update` takes.
    ///
    /// # Errors
    /// Those of the conversion, and what `update` raises.
    pub fn update(&self, other: impl IntoPy<'ctx>) -> Result<()> {
        self.call_method("update", (other,)).map(drop)
    }

    /// Takes all pairs away.
    ///
    /// # Errors
    /// What the `clear` of a subclass raises.
    pub fn clear(&self) -> Result<()> {
        self.call_method("clear", ()).map(drop)
    }

    /// A shallow copy.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn copy(&self) -> Result<Handle<'ctx, PyDict>> {
        calls::mapping::copy(self)
    }

    /// The pairs of key and value, in order.
    ///
    /// # Errors
    /// `MemoryError`; each item can be `RuntimeError` if the dict is changed meanwhile: if a key has
    /// gone that was still to come, on CPython also if the length has become another.
    #[expect(clippy::iter_not_returning_iterator, reason = "the keys are listed first, which can fail")]
    pub fn iter(&self) -> Result<DictIter<'_, 'ctx>> {
        Ok(DictIter { dict: self, walk: Walk::of(self)? })
    }
}

/// Iterator over the pairs of a [`PyDict`], made by `iter`.
#[derive(Debug)]
pub struct DictIter<'a, 'ctx> {
    dict: &'a Handle<'ctx, PyDict>,
    walk: Walk<'ctx>,
}

/// A way through a dict, and how far it was gone.
#[derive(Debug)]
pub(super) enum Walk<'ctx> {
    /// By the keys that it has had at one time, in a list that nobody else has.
    Keys { list: Handle<'ctx, PyList>, next: usize, length: usize },
    /// From place to place, as long as it keeps its length.
    Places { position: isize, left: usize, length: usize },
}

impl<'ctx> Walk<'ctx> {
    pub(super) fn of(dict: &Handle<'ctx, PyDict>) -> Result<Self> {
        if let Some(length) = calls::mapping::pairs_of(dict) {
            return Ok(Walk::Places { position: 0, left: length, length });
        }
        let list = dict.keys()?;
        let length = list.len()?;
        Ok(Walk::Keys { list, next: 0, length })
    }

    /// At most so many pairs are left.
    pub(super) fn left(&self) -> usize {
        match self {
            Walk::Places { left, .. } => *left,
            Walk::Keys { next, length, .. } => length.saturating_sub(*next),
        }
    }

    /// The next key, and the value that `dict` has for it.
    #[inline]
    pub(super) fn next_pair(&mut self, dict: &Handle<'ctx, PyDict>) -> Option<Result<(Handle<'ctx>, Handle<'ctx>)>> {
        match self {
            Walk::Places { left: 0, .. } => None,
            Walk::Places { position, left, length } => {
                *left -= 1;
                let Some((key, value)) = calls::mapping::next_pair(dict, position, *length) else {
                    *left = 0;
                    return end_of(dict.as_borrowed(), *length);
                };
                Some(Ok((key, value)))
            }
            Walk::Keys { list, next, length } => {
                if *next >= *length {
                    return None;
                }
                *next += 1;
                Some(pair(dict, list, *next - 1))
            }
        }
    }
}

/// Why there is no next pair of a dict that has had `length` pairs: it is an error if there are others now.
#[cold]
#[inline(never)]
fn end_of<T>(dict: Borrowed<'_, '_, PyDict>, length: usize) -> Option<Result<T>> {
    (calls::mapping::pairs_of(&dict) != Some(length)).then(|| Err(PyRuntimeError::new(CHANGED)))
}

const CHANGED: &str = "dictionary changed during iteration";

/// The key at an index of a list, which is there, and its value.
#[inline]
fn pair<'ctx>(
    dict: &Handle<'ctx, PyDict>,
    keys: &Handle<'ctx, PyList>,
    index: usize,
) -> Result<(Handle<'ctx>, Handle<'ctx>)> {
    let key = calls::sequence::get_item_at(keys, index.cast_signed())?;
    match calls::object::get_item_next(dict, &key) {
        Ok(value) => Ok((key, value)),
        Err(error) => Err(changed(dict.as_borrowed(), error)),
    }
}

/// A key that has gone means that the dict was changed.
#[cold]
#[inline(never)]
fn changed(dict: Borrowed<'_, '_, PyDict>, error: PyError) -> PyError {
    if error.matches::<PyKeyError>(dict.ctx()) { PyRuntimeError::new(CHANGED) } else { error }
}

impl<'ctx> Iterator for DictIter<'_, 'ctx> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.walk.next_pair(self.dict)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.walk.left()))
    }
}

/// Iterator over the pairs of a [`PyDict`], made by `for pair in &dict`: as [`DictIter`], but an error of
/// [`iter`](Handle::iter) is its only item.
#[derive(Debug)]
pub struct DictPairs<'a, 'ctx> {
    pairs: Result<DictIter<'a, 'ctx>, Option<PyError>>,
}

impl<'ctx> Iterator for DictPairs<'_, 'ctx> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.pairs {
            Ok(pairs) => pairs.next(),
            Err(error) => error.take().map(Err),
        }
    }
}

impl<'a, 'ctx> IntoIterator for &'a Handle<'ctx, PyDict> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;
    type IntoIter = DictPairs<'a, 'ctx>;

    fn into_iter(self) -> Self::IntoIter {
        DictPairs { pairs: self.iter().map_err(Some) }
    }
}
