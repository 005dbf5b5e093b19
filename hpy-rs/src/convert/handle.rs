//! Handles convert to handles.

use super::{FromPy, IntoPy, Plain};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle, Py};
use crate::type_hint::TypeHint;
use crate::types::PyTypeInfo;

impl<'a, 'ctx, T: PyTypeInfo> FromPy<'a, 'ctx> for Borrowed<'a, 'ctx, T> {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.cast()
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'a, 'ctx, T: PyTypeInfo> FromPy<'a, 'ctx> for Handle<'ctx, T> {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.cast().map(Borrowed::to_owned)
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'a, 'ctx, T: PyTypeInfo> FromPy<'a, 'ctx> for Py<T> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let object: Borrowed<'_, 'ctx, T> = object.cast()?;
        Py::new(&object)
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for Handle<'ctx, T> {
    type Target = T;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline(always)]
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok(self)
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for &Handle<'ctx, T> {
    type Target = T;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline(always)]
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok(self.clone())
    }

    #[inline(always)]
    fn lend<R>(self, _: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R> {
        work(&self.as_borrowed().into_any())
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for Borrowed<'_, 'ctx, T> {
    type Target = T;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline(always)]
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok(self.to_owned())
    }

    #[inline(always)]
    fn lend<R>(self, _: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R> {
        work(&self.into_any())
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for &Borrowed<'_, 'ctx, T> {
    type Target = T;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline(always)]
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok((*self).to_owned())
    }

    #[inline(always)]
    fn lend<R>(self, _: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R> {
        work(&self.into_any())
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for Py<T> {
    type Target = T;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        self.take(ctx)
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for &Py<T> {
    type Target = T;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        self.get(ctx)
    }

    #[inline]
    fn lend<R>(self, ctx: Context<'ctx>, work: impl FnOnce(&Handle<'ctx>) -> Result<R>) -> Result<R> {
        self.with(ctx, |object| work(&object.as_borrowed().into_any()))
    }
}
