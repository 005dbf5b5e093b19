//! Ints of 128 bits, by two halves.

use super::int::{index, out_of_range};
use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyInt, PyStr};
use crate::{Result, intern};

macro_rules! wide_ints {
    ($($int:ident = $high:ident, $low:ident;)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    let int = index(object, stringify!($int))?;
                    let high = half(&int, &intern!(int.ctx(), "__rshift__")?, 64)?;
                    let high = high.extract::<$high>().map_err(|_| out_of_range(int.as_borrowed().into_any(), stringify!($int)))?;
                    let low: u64 = half(&int, &intern!(int.ctx(), "__and__")?, u64::MAX)?.extract()?;
                    Ok($int::from(high) << 64 | $int::from(low))
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    if let Ok(small) = i64::try_from(self) {
                        return small.into_py(ctx);
                    }
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the two halves")]
                    let (high, low) = ((self >> 64) as $high, self as u64);
                    high.into_py(ctx)?.lshift(64)?.bitor(low)?.cast_into()
                }
            }
        )*
    };
}

wide_ints! {
    i128 = i64, u64;
    u128 = u64, u64;
}

/// By the method of `int` itself, which a subclass cannot change.
fn half<'ctx>(int: &Handle<'ctx, PyInt>, method: &Handle<'ctx, PyStr>, operand: u64) -> Result<Handle<'ctx>> {
    int.ctx().int_type().call_method(method, (int, operand))
}
