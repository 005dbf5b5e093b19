//! Checked casts: from any handle to a typed one.
#![expect(unsafe_code, reason = "changes the static type after checking the object")]

use super::{Borrowed, Handle};
use crate::Result;
use crate::convert::FromPy;
use crate::error::PyError;
use crate::types::PyTypeInfo;

impl<'ctx> Handle<'ctx> {
    /// Whether the object is a `T` (or of a subclass of it).
    #[inline]
    pub fn is_instance_of<T: PyTypeInfo>(&self) -> bool {
        T::is_type_of(self)
    }

    /// Whether the type of the object is `T` itself, not a subclass.
    pub fn is_exact_instance_of<T: PyTypeInfo>(&self) -> bool {
        let own = self.get_type();
        own.is_ok_and(|own| T::type_object(self.ctx()).is_ok_and(|kind| own.is(&kind)))
    }

    /// Views the object as a `T`.
    ///
    /// # Errors
    /// `TypeError` if it is something else: `must be list, not int`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn first_of_list<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    ///     object.cast::<PyList>()?.get_item(0)
    /// }
    /// ```
    #[inline]
    pub fn cast<T: PyTypeInfo>(&self) -> Result<Borrowed<'_, 'ctx, T>> {
        self.as_borrowed().cast()
    }

    /// Views the object as a `T`, or gives `None` if it is something else: at the price of the check alone, so a chain
    /// of them can tell an object's kind.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn count(object: &Handle<'_>) -> Result<usize> {
    ///     if let Some(text) = object.cast_opt::<PyStr>() {
    ///         Ok(text.as_str()?.chars().count())
    ///     } else if let Some(list) = object.cast_opt::<PyList>() {
    ///         list.len()
    ///     } else {
    ///         Ok(1)
    ///     }
    /// }
    /// ```
    #[inline]
    pub fn cast_opt<T: PyTypeInfo>(&self) -> Option<Borrowed<'_, 'ctx, T>> {
        // SAFETY: the object was just seen to be a `T`.
        T::is_type_of(self).then(|| unsafe { self.as_borrowed().assume_type() })
    }

    /// Turns an owned handle into one of type `T`.
    ///
    /// # Errors
    /// `TypeError` if the object is something else.
    pub fn cast_into<T: PyTypeInfo>(self) -> Result<Handle<'ctx, T>> {
        if !T::try_is_type_of(&self)? {
            return Err(PyError::wrong_type(T::NAME, self.as_borrowed()));
        }
        let ctx = self.ctx();
        // SAFETY: the object was just seen to be a `T`, and ownership moves.
        Ok(unsafe { Handle::from_owned_raw(ctx, self.into_raw()) })
    }

    /// Converts the object to a Rust value.
    ///
    /// # Errors
    /// What the conversion raises: `TypeError`, `OverflowError`, `ValueError`, or an error of Python code it runs.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn double(object: &Handle<'_>) -> Result<i64> {
    ///     Ok(object.extract::<i64>()? * 2)
    /// }
    /// ```
    #[inline]
    pub fn extract<'a, T: FromPy<'a, 'ctx>>(&'a self) -> Result<T> {
        T::from_py(self.as_borrowed())
    }
}

impl<'a, 'ctx> Borrowed<'a, 'ctx> {
    /// As [`Handle::cast_opt`], for the whole length of this borrow.
    #[inline]
    pub(crate) fn cast_opt_whole<T: PyTypeInfo>(self) -> Option<Borrowed<'a, 'ctx, T>> {
        // SAFETY: the object was just seen to be a `T`.
        T::is_type_of(&self).then(|| unsafe { self.assume_type() })
    }

    /// As [`Handle::cast`], for the whole length of this borrow.
    ///
    /// # Errors
    /// `TypeError` if the object is something else.
    #[inline]
    pub fn cast<T: PyTypeInfo>(self) -> Result<Borrowed<'a, 'ctx, T>> {
        if !T::try_is_type_of(&self)? {
            return Err(PyError::wrong_type(T::NAME, self));
        }
        // SAFETY: the object was just seen to be a `T`.
        Ok(unsafe { self.assume_type() })
    }
}
