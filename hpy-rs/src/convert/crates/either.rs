//! `Either` of the crate `either`.

use either::Either;

use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyException;
use crate::handle::{Borrowed, Handle};
use crate::macro_support::NoVariant;
use crate::type_hint::TypeHint;
use crate::types::PyAny;

/// The first of the two that the object can be made into.
impl<'a, 'ctx, L, R> FromPy<'a, 'ctx> for Either<L, R>
where
    L: FromPy<'a, 'ctx>,
    R: FromPy<'a, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let ctx = object.ctx();
        let left = match L::from_py(object) {
            Ok(value) => return Ok(Either::Left(value)),
            Err(error) if error.matches::<PyException>(ctx) => error,
            Err(error) => return Err(error),
        };
        match R::from_py(object) {
            Ok(value) => Ok(Either::Right(value)),
            Err(right) => {
                let mut neither = NoVariant::new(ctx, "Either");
                neither.add("Left", left)?;
                neither.add("Right", right)?;
                Err(neither.into_error())
            }
        }
    }

    fn input_type() -> TypeHint {
        TypeHint::union([L::input_type(), R::input_type()])
    }
}

impl<'ctx, L: IntoPy<'ctx>, R: IntoPy<'ctx>> IntoPy<'ctx> for Either<L, R> {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        match self {
            Either::Left(value) => value.into_py(ctx).map(Handle::into_any),
            Either::Right(value) => value.into_py(ctx).map(Handle::into_any),
        }
    }

    fn output_type() -> TypeHint {
        TypeHint::union([L::output_type(), R::output_type()])
    }
}
