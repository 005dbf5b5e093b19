//! `Option` and `Result`.

use super::{FromPy, IntoPy, Plain};
use crate::context::Context;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::PyAny;
use crate::{PyError, Result};

impl<'a, 'ctx, T: FromPy<'a, 'ctx>> FromPy<'a, 'ctx> for Option<T> {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if object.is_none() { Ok(None) } else { T::from_py(object).map(Some) }
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        if object.is_none() { Ok(None) } else { T::from_argument(object, place).map(Some) }
    }

    fn input_type() -> TypeHint {
        T::input_type().optional()
    }
}

impl<'ctx, T: IntoPy<'ctx>> IntoPy<'ctx> for Option<T> {
    type Target = PyAny;
    const IS_PLAIN: Plain<Self> = Plain::as_of(&T::IS_PLAIN);

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        match self {
            Some(value) => value.into_py(ctx).map(Handle::into_any),
            None => Ok(ctx.none().to_owned().into_any()),
        }
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        match self {
            Some(value) => value.leave(ctx),
            None => ().leave(ctx),
        }
    }

    #[inline]
    fn into_next(self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx>>> {
        // An item that is `None` itself does not end it.
        let item = |item: T| Ok(item.into_next(ctx)?.unwrap_or_else(|| ctx.none().to_owned().into_any()));
        self.map(item).transpose()
    }

    fn output_type() -> TypeHint {
        T::output_type().optional()
    }

    fn result_type() -> TypeHint {
        T::result_type().optional()
    }
}

impl<'ctx, T: IntoPy<'ctx>, E: Into<PyError>> IntoPy<'ctx> for std::result::Result<T, E> {
    type Target = T::Target;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T::Target>> {
        self.map_err(Into::into)?.into_py(ctx)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        self.map_err(Into::into)?.leave(ctx)
    }

    #[inline]
    fn into_next(self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx>>> {
        self.map_err(Into::into)?.into_next(ctx)
    }

    fn output_type() -> TypeHint {
        T::output_type()
    }

    fn result_type() -> TypeHint {
        T::result_type()
    }
}
