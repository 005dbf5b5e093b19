//! Attributes and types of objects.

use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::{PyAttributeError, PyTypeError};
use crate::handle::{Borrowed, Global, Handle};
use crate::types::{PyDict, PyStr, PyType, PyTypeInfo};
use crate::{Result, calls};

/// The builtin `isinstance`, found once.
static ISINSTANCE: Global = Global::new();

/// What can name an attribute or a method: a `&str`, or a `str` object (see [`intern!`](crate::intern)).
pub trait Name<'ctx>: Sized {
    /// Runs `with_text` or `with_object`, whichever spares a conversion.
    #[doc(hidden)]
    fn dispatch<R>(
        self,
        with_text: impl FnOnce(&str) -> Result<R>,
        with_object: impl FnOnce(&Handle<'ctx>) -> Result<R>,
    ) -> Result<R>;
}

impl<'ctx> Name<'ctx> for &str {
    #[inline]
    fn dispatch<R>(
        self,
        with_text: impl FnOnce(&str) -> Result<R>,
        _: impl FnOnce(&Handle<'ctx>) -> Result<R>,
    ) -> Result<R> {
        with_text(self)
    }
}

impl<'ctx> Name<'ctx> for &Handle<'ctx, PyStr> {
    #[inline]
    fn dispatch<R>(
        self,
        _: impl FnOnce(&str) -> Result<R>,
        with_object: impl FnOnce(&Handle<'ctx>) -> Result<R>,
    ) -> Result<R> {
        with_object(self)
    }
}

impl<'ctx> Name<'ctx> for Borrowed<'_, 'ctx, PyStr> {
    #[inline]
    fn dispatch<R>(
        self,
        _: impl FnOnce(&str) -> Result<R>,
        with_object: impl FnOnce(&Handle<'ctx>) -> Result<R>,
    ) -> Result<R> {
        with_object(&self)
    }
}

impl<'ctx> Handle<'ctx> {
    /// The attribute: `object.name`.
    ///
    /// # Errors
    /// `AttributeError` if there is none, or what the lookup raises.
    #[inline]
    pub fn get_attr(&self, name: impl Name<'ctx>) -> Result<Handle<'ctx>> {
        name.dispatch(|text| get_by_text(self, text), |name| calls::object::get_attr(self, name))
    }

    /// The attribute, or `None` if there is none.
    ///
    /// # Errors
    /// What the lookup raises, `AttributeError` excepted.
    pub fn get_attr_opt(&self, name: impl Name<'ctx>) -> Result<Option<Handle<'ctx>>> {
        match self.get_attr(name) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.matches::<PyAttributeError>(self.ctx()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether there is such an attribute. Unlike Python's `hasattr` in C, no error is swallowed.
    ///
    /// # Errors
    /// As [`get_attr_opt`](Self::get_attr_opt).
    pub fn has_attr(&self, name: impl Name<'ctx>) -> Result<bool> {
        Ok(self.get_attr_opt(name)?.is_some())
    }

    /// Sets the attribute: `object.name = value`.
    ///
    /// # Errors
    /// `AttributeError` if it cannot be set, those of the conversion, and what setting raises.
    pub fn set_attr(&self, name: impl Name<'ctx>, value: impl IntoPy<'ctx>) -> Result<()> {
        let value = value.into_py(self.ctx())?.into_any();
        name.dispatch(|text| set_by_text(self, text, &value), |name| calls::object::set_attr(self, name, &value))
    }

    /// Deletes the attribute: `del object.name`.
    ///
    /// # Errors
    /// `AttributeError` if there is none or it cannot be deleted, and what deleting raises.
    pub fn del_attr(&self, name: impl Name<'ctx>) -> Result<()> {
        name.dispatch(|text| delete_by_text(self, text), |name| calls::object::del_attr(self, name))
    }

    /// The type: `type(object)`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn get_type(&self) -> Result<Handle<'ctx, PyType>> {
        calls::object::get_type(self)
    }

    /// `isinstance(object, class)`; `class` may be a tuple or have an `__instancecheck__`.
    ///
    /// # Errors
    /// `TypeError` if `class` is no class, and what `__instancecheck__` raises.
    pub fn is_instance<T: PyTypeInfo>(&self, class: &Handle<'ctx, T>) -> Result<bool> {
        let ctx = self.ctx();
        let isinstance = ISINSTANCE.get_or_try_init(ctx, || builtin(ctx, "isinstance"))?;
        isinstance.call((self, class))?.is_truthy()
    }
}

// Out of line, once for all that name an attribute by a text.

#[inline(never)]
fn get_by_text<'ctx>(object: &Handle<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    let found = calls::c_text::with_c_str(name, |name| calls::object::get_attr_c(object, name));
    found.unwrap_or_else(|| calls::object::get_attr(object, &name_object(object.ctx(), name)?))
}

#[inline(never)]
fn set_by_text(object: &Handle<'_>, name: &str, value: &Handle<'_>) -> Result<()> {
    let set = calls::c_text::with_c_str(name, |name| calls::object::set_attr_c(object, name, value));
    set.unwrap_or_else(|| calls::object::set_attr(object, &name_object(object.ctx(), name)?, value))
}

#[inline(never)]
fn delete_by_text(object: &Handle<'_>, name: &str) -> Result<()> {
    calls::object::del_attr(object, &name_object(object.ctx(), name)?)
}

/// A name as an object.
pub(super) fn name_object<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx>> {
    PyStr::new(ctx, text).map(Handle::into_any)
}

/// A builtin function.
pub(crate) fn builtin<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    let builtins = ctx.builtins();
    if !builtins.is_instance_of::<PyDict>() {
        return ctx.import("builtins")?.get_attr(name); // Python code with other builtins has made HPy.
    }
    builtins.get(name)?.ok_or_else(|| PyTypeError::new(format!("builtins has no {name}")))
}
