//! [`PyDict`].

use super::{PyList, PyTypeInfo, PyTyped};
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::{PyKeyError, PyRuntimeError};
use crate::handle::{Borrowed, Handle};
use crate::{Result, calls};

/// Python's `dict`.
#[derive(Clone, Copy, Debug)]
pub struct PyDict(());

impl PyTyped for PyDict {}

impl PyTypeInfo for PyDict {
    const NAME: &'static str = "dict";

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::mapping::is_dict(object)
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
        let key = key.into_py(self.ctx())?;
        if !calls::object::contains(self, &key.as_borrowed().into_any())? {
            return Ok(None);
        }
        match calls::object::get_item(self, &key.as_borrowed().into_any()) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.matches::<PyKeyError>(self.ctx()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A new list of the keys.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn keys(&self) -> Result<Handle<'ctx, PyList>> {
        calls::mapping::keys(self)
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
    /// `MemoryError`; each item can be `RuntimeError` if the dict is changed meanwhile.
    #[expect(clippy::iter_not_returning_iterator, reason = "the keys are listed first, which can fail")]
    pub fn iter(&self) -> Result<DictIter<'_, 'ctx>> {
        Ok(DictIter { dict: self, walk: Walk::over(self)? })
    }
}

/// Iterator over the pairs of a [`PyDict`], made by `iter`.
#[derive(Debug)]
pub struct DictIter<'a, 'ctx> {
    dict: &'a Handle<'ctx, PyDict>,
    walk: Walk<'ctx>,
}

/// A walk over the pairs that a dict has had at one time.
#[derive(Debug)]
pub(super) struct Walk<'ctx> {
    /// The keys, in a list that nobody else has; `None` where the dict itself gives its pairs.
    keys: Option<Handle<'ctx, PyList>>,
    next: isize,
    left: usize,
}

impl<'ctx> Walk<'ctx> {
    pub(super) fn over(dict: &Handle<'ctx, PyDict>) -> Result<Self> {
        if calls::mapping::can_walk(dict) {
            return Ok(Walk { keys: None, next: 0, left: dict.len()? });
        }
        let keys = dict.keys()?;
        let left = keys.len()?;
        Ok(Walk { keys: Some(keys), next: 0, left })
    }

    /// The next key, and the value that `dict` has for it.
    #[inline]
    pub(super) fn next_pair(&mut self, dict: &Handle<'ctx, PyDict>) -> Option<Result<(Handle<'ctx>, Handle<'ctx>)>> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        if let Some(keys) = &self.keys {
            let key = calls::sequence::get_item_at(keys, self.next);
            self.next += 1;
            return Some(key.and_then(|key| pair(dict, key)));
        }
        match calls::mapping::next_pair(dict, &mut self.next) {
            Some(pair) => Some(Ok(pair)),
            None => Some(Err(has_changed())),
        }
    }
}

#[inline]
fn pair<'ctx>(dict: &Handle<'ctx, PyDict>, key: Handle<'ctx>) -> Result<(Handle<'ctx>, Handle<'ctx>)> {
    match calls::object::get_item_next(dict, &key) {
        Ok(value) => Ok((key, value)),
        Err(error) => Err(changed(dict.as_borrowed(), error)),
    }
}

/// A key that has gone means that the dict was changed.
#[cold]
#[inline(never)]
fn changed(dict: Borrowed<'_, '_, PyDict>, error: crate::PyError) -> crate::PyError {
    if error.matches::<PyKeyError>(dict.ctx()) { has_changed() } else { error }
}

#[cold]
fn has_changed() -> crate::PyError {
    PyRuntimeError::new("dictionary changed during iteration")
}

impl<'ctx> Iterator for DictIter<'_, 'ctx> {
    type Item = Result<(Handle<'ctx>, Handle<'ctx>)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.walk.next_pair(self.dict)
    }
}
