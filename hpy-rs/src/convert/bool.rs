//! `bool`.

use super::{FromPy, IntoPy, Plain};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::PyBool;

impl<'a, 'ctx> FromPy<'a, 'ctx> for bool {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(object.cast::<PyBool>()?.value())
    }

    #[inline(never)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        place.convert(|| Self::from_py(object))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("bool")
    }
}

impl<'ctx> IntoPy<'ctx> for bool {
    type Target = PyBool;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyBool>> {
        Ok(PyBool::new(ctx, self).to_owned())
    }
}
