//! [`Kind`]: which of the everyday types an object has, found out at once.
#![expect(unsafe_code, reason = "changes the static type after looking at the object's own")]

use super::{Borrowed, Handle};
use crate::calls;
use crate::types::{PyBytes, PyDict, PyFloat, PyInt, PyList, PyStr, PyTuple, PyType};

/// An object by its builtin type, subclasses included; made by [`Handle::kind`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind<'a, 'ctx> {
    /// `None`.
    None,
    /// An `int`, which `True` and `False` are, too: [`PyBool`](crate::types::PyBool) tells them from others.
    Int(Borrowed<'a, 'ctx, PyInt>),
    /// A `float`.
    Float(Borrowed<'a, 'ctx, PyFloat>),
    /// A `str`.
    Str(Borrowed<'a, 'ctx, PyStr>),
    /// A `bytes`.
    Bytes(Borrowed<'a, 'ctx, PyBytes>),
    /// A `list`.
    List(Borrowed<'a, 'ctx, PyList>),
    /// A `tuple`.
    Tuple(Borrowed<'a, 'ctx, PyTuple>),
    /// A `dict`.
    Dict(Borrowed<'a, 'ctx, PyDict>),
    /// Something else.
    Other,
}

impl<'ctx> Handle<'ctx> {
    /// The object by its builtin type. As a chain of [`cast_opt`](Self::cast_opt), but on CPython one look at the type tells
    /// all, unless it is a subclass.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    /// use hpy_rs::Kind;
    ///
    /// fn count(object: &Handle<'_>) -> Result<usize> {
    ///     Ok(match object.kind() {
    ///         Kind::Str(text) => text.as_str()?.chars().count(),
    ///         Kind::List(list) => list.len()?,
    ///         _ => 1,
    ///     })
    /// }
    /// ```
    #[inline]
    pub fn kind(&self) -> Kind<'_, 'ctx> {
        let object = self.as_borrowed();
        object.exact_kind().unwrap_or_else(|| object.checked_kind())
    }
}

impl<'a, 'ctx> Borrowed<'a, 'ctx> {
    /// The kind by the type of the object itself, where that is at hand and one of them.
    #[inline(always)]
    fn exact_kind(self) -> Option<Kind<'a, 'ctx>> {
        let ctx = self.ctx();
        let own = calls::type_::at_hand(&self);
        if own.is_null() {
            return None;
        }
        let is = |kind: Borrowed<'_, '_, PyType>| own.0 == kind.as_raw().0;
        macro_rules! kind {
            ($kind:ident) => {
                // SAFETY: that type was just seen to be the object's.
                Some(Kind::$kind(unsafe { self.assume_type() }))
            };
        }
        if is(ctx.str_type()) {
            kind!(Str)
        } else if is(ctx.int_type()) || is(ctx.bool_type()) {
            kind!(Int)
        } else if is(ctx.float_type()) {
            kind!(Float)
        } else if is(ctx.list_type()) {
            kind!(List)
        } else if calls::mapping::is_exactly_dict(&self) {
            kind!(Dict)
        } else if self.is_none() {
            Some(Kind::None)
        } else if is(ctx.tuple_type()) {
            kind!(Tuple)
        } else if is(ctx.bytes_type()) {
            kind!(Bytes)
        } else {
            None
        }
    }

    /// The kind by a chain of checks.
    #[inline(never)]
    fn checked_kind(self) -> Kind<'a, 'ctx> {
        if let Some(text) = self.cast_opt_whole::<PyStr>() {
            Kind::Str(text)
        } else if let Some(int) = self.cast_opt_whole::<PyInt>() {
            Kind::Int(int)
        } else if let Some(float) = self.cast_opt_whole::<PyFloat>() {
            Kind::Float(float)
        } else if self.is_none() {
            Kind::None
        } else if let Some(dict) = self.cast_opt_whole::<PyDict>() {
            Kind::Dict(dict)
        } else if let Some(list) = self.cast_opt_whole::<PyList>() {
            Kind::List(list)
        } else if let Some(tuple) = self.cast_opt_whole::<PyTuple>() {
            Kind::Tuple(tuple)
        } else if let Some(bytes) = self.cast_opt_whole::<PyBytes>() {
            Kind::Bytes(bytes)
        } else {
            Kind::Other
        }
    }
}
