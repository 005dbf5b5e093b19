//! References to numbers and the like, which are made objects as the values are.

use super::{IntoPy, Plain};
use crate::Result;
use crate::context::Context;
use crate::handle::{Handle, Leaving};

macro_rules! by_reference {
    ($($number:ident)*) => {
        $(impl<'ctx> IntoPy<'ctx> for &$number {
            type Target = <$number as IntoPy<'ctx>>::Target;
            const IS_PLAIN: Plain<Self> = Plain::YES;

            #[inline]
            fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, Self::Target>> {
                (*self).into_py(ctx)
            }

            #[inline(always)]
            fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                (*self).leave(ctx)
            }
        })*
    };
}

by_reference!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 bool char);
