//! Ints of 128 bits: by their digits where those are known; else by two halves.

use super::int::{index, out_of_range};
use super::{FromPy, IntoPy};
use crate::calls::number::BITS_OF_DIGIT;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyInt, PyStr};
use crate::{Result, calls, intern};

macro_rules! wide_ints {
    ($($int:ident = $high:ident, $subtract:ident, $parts:expr;)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $int {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    let int = index(object, stringify!($int))?;
                    let too_large = || out_of_range(int.as_borrowed().into_any(), stringify!($int));
                    if let Some((is_negative, digits)) = calls::number::digits(&int) {
                        let value = joined(digits).and_then(|value| {
                            if is_negative { $int::default().$subtract(value) } else { value.try_into().ok() }
                        });
                        return value.ok_or_else(too_large);
                    }
                    let high = half(&int, &intern!(int.ctx(), "__rshift__")?, 64)?;
                    let high = high.extract::<$high>().map_err(|_| too_large())?;
                    let low: u64 = half(&int, &intern!(int.ctx(), "__and__")?, u64::MAX)?.extract()?;
                    Ok($int::from(high) << 64 | $int::from(low))
                }

                fn input_type() -> TypeHint {
                    TypeHint::named("int")
                }
            }

            impl<'ctx> IntoPy<'ctx> for $int {
                type Target = PyInt;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
                    if let Ok(small) = i64::try_from(self) {
                        return small.into_py(ctx);
                    }
                    let (is_negative, magnitude) = $parts(self);
                    let (digits, count) = split(magnitude);
                    if let Some(made) = calls::number::int_from_digits(ctx, is_negative, &digits[..count]) {
                        return made;
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
    i128 = i64, checked_sub_unsigned, |value: i128| (value < 0, value.unsigned_abs());
    u128 = u64, checked_sub, |value| (false, value);
}

/// The value of digits, the lowest first.
fn joined(digits: &[u32]) -> Option<u128> {
    digits.iter().rev().try_fold(0, |value: u128, digit| {
        let is_room = value.leading_zeros() >= BITS_OF_DIGIT;
        is_room.then(|| value << BITS_OF_DIGIT | u128::from(*digit))
    })
}

/// The digits of a value, and how many they are.
#[expect(clippy::cast_possible_truncation, reason = "the lowest digit")]
fn split(mut value: u128) -> ([u32; u128::BITS.div_ceil(BITS_OF_DIGIT) as usize], usize) {
    let (mut digits, mut count) = ([0; _], 0);
    while value != 0 {
        digits[count] = value as u32 & ((1 << BITS_OF_DIGIT) - 1);
        (count, value) = (count + 1, value >> BITS_OF_DIGIT);
    }
    (digits, count)
}

/// By the method of `int` itself, which a subclass cannot change.
fn half<'ctx>(int: &Handle<'ctx, PyInt>, method: &Handle<'ctx, PyStr>, operand: u64) -> Result<Handle<'ctx>> {
    int.ctx().int_type().call_method(method, (int, operand))
}
