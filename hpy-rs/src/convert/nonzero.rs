//! Ints that are not 0.

use std::num::NonZero;

use super::{FromPy, IntoPy};
use crate::Result;
use crate::context::Context;
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;

macro_rules! nonzero_ints {
    ($($int:ident)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for NonZero<$int> {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    NonZero::new($int::from_py(object)?).ok_or_else(|| PyValueError::new("must not be 0"))
                }

                fn input_type() -> TypeHint {
                    $int::input_type()
                }
            }

            impl<'ctx> IntoPy<'ctx> for NonZero<$int> {
                type Target = <$int as IntoPy<'ctx>>::Target;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, Self::Target>> {
                    self.get().into_py(ctx)
                }
            }
        )*
    };
}

nonzero_ints!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
