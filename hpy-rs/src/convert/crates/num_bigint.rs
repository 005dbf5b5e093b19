//! Ints of any size, of the crate `num-bigint`: of their digits where those are known; else by their bytes, but for those that fit into
//! 64 bits.

use std::hint::black_box;

use num_bigint::{BigInt, BigUint, Sign};

use crate::calls::number::BITS_OF_DIGIT;
use crate::context::Context;
use crate::convert::int::{index, negative_for_unsigned};
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyBytes, PyInt};
use crate::{Result, calls, intern};

/// How many bits a word of the crate has.
const WORD: u32 = 32;
/// How many digits or words the short ways have room for.
const MOST: usize = 36;

/// The sign of an int, which for 0 can be any, and its magnitude.
fn parts_of(object: Borrowed<'_, '_>, target: &str) -> Result<(Sign, BigUint)> {
    let int = match object.cast_opt::<PyInt>() {
        Some(int) => int.to_owned(),
        None => index(object, target)?,
    };
    if let Some((is_negative, digits)) = calls::number::digits(&int)
        && let Some(magnitude) = joined(digits)
    {
        return Ok((if is_negative { Sign::Minus } else { Sign::Plus }, magnitude));
    }
    let int = exact(int)?;
    let small = match calls::number::as_i64(&int) {
        None if calls::number::failed(int.ctx()) => return parts_of_large(int),
        None => -1,
        Some(small) => small,
    };
    Ok((if small < 0 { Sign::Minus } else { Sign::Plus }, small.unsigned_abs().into()))
}

/// The value of digits, the lowest first, if there are not too many.
fn joined(digits: &[u32]) -> Option<BigUint> {
    if let [] | [_] | [_, _] = digits {
        let value = digits.iter().rev().fold(0, |value, digit| value << BITS_OF_DIGIT | u64::from(*digit));
        return Some(value.into());
    }
    let mut words = [0; MOST];
    let words = regrouped(digits.iter().copied(), BITS_OF_DIGIT, WORD, &mut words)?;
    Some(BigUint::from_slice(words))
}

/// Groups of so many bits, the lowest first, as groups of another size; nothing, if there is not enough room. The last one is not 0.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "what is cut off comes next")]
fn regrouped(groups: impl ExactSizeIterator<Item = u32>, from: u32, to: u32, room: &mut [u32]) -> Option<&[u32]> {
    if groups.len() > room.len() {
        return None;
    }
    let mask = u32::MAX >> (u32::BITS - to);
    let (mut count, mut rest, mut bits) = (0, 0_u64, 0);
    for group in groups {
        rest |= u64::from(group) << bits;
        bits += from;
        while bits >= to {
            *room.get_mut(count)? = rest as u32 & mask;
            (count, rest, bits) = (count + 1, rest >> to, bits - to);
        }
    }
    *room.get_mut(count)? = rest as u32;
    let last = room[..=count].iter().rposition(|group| *group != 0)?;
    Some(&room[..=last])
}

fn parts_of_large(int: Handle<'_, PyInt>) -> Result<(Sign, BigUint)> {
    let ctx = int.ctx();
    let (sign, magnitude) = if int.lt(0)? { (Sign::Minus, int.neg()?) } else { (Sign::Plus, int.into_any()) };
    let bits: usize = magnitude.call_method(&intern!(ctx, "bit_length")?, ())?.extract()?;
    let arguments = (bits.div_ceil(8), intern!(ctx, "little")?);
    let bytes: Handle<'_, PyBytes> = magnitude.call_method(&intern!(ctx, "to_bytes")?, arguments)?.cast_into()?;
    // The crate has no way to ask for memory that there may be too little of.
    black_box(Vec::<u8>::new()).try_reserve_exact(bytes.as_bytes().len())?;
    Ok((sign, BigUint::from_bytes_le(bytes.as_bytes())))
}

/// An int of no subclass, whose methods can be any; GraalPy 23 and 24 ask them for the value, too. Not by `__int__`, which on PyPy
/// asks the subclass.
fn exact(int: Handle<'_, PyInt>) -> Result<Handle<'_, PyInt>> {
    if int.is_exact_instance_of::<PyInt>() {
        return Ok(int);
    }
    int.ctx().int_type().call_method("__or__", (int, 0))?.cast_into()
}

/// An `int`, or what an object with `__index__` says.
impl<'a, 'ctx> FromPy<'a, 'ctx> for BigInt {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let (sign, magnitude) = parts_of(object, "BigInt")?;
        Ok(BigInt::from_biguint(sign, magnitude))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("int")
    }
}

/// As [`BigInt`], which is not negative.
impl<'a, 'ctx> FromPy<'a, 'ctx> for BigUint {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match parts_of(object, "BigUint")? {
            (Sign::Minus, _) => Err(negative_for_unsigned()),
            (_, magnitude) => Ok(magnitude),
        }
    }

    fn input_type() -> TypeHint {
        TypeHint::named("int")
    }
}

/// An int of more than 64 bits, and not too many, where there is a short way to it.
fn made_shortly<'ctx>(ctx: Context<'ctx>, sign: Sign, magnitude: &BigUint) -> Option<Result<Handle<'ctx, PyInt>>> {
    let mut digits = [0; MOST];
    let digits = regrouped(magnitude.iter_u32_digits(), WORD, BITS_OF_DIGIT, &mut digits)?;
    calls::number::int_from_digits(ctx, sign == Sign::Minus, digits)
}

impl<'ctx> IntoPy<'ctx> for &BigUint {
    type Target = PyInt;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        if let Ok(small) = u64::try_from(self) {
            return small.into_py(ctx);
        }
        if let Some(made) = made_shortly(ctx, Sign::Plus, self) {
            return made;
        }
        let length = usize::try_from(self.bits().div_ceil(8))?;
        let bytes = PyBytes::new_with(ctx, length, |bytes| {
            for (bytes, digit) in bytes.chunks_mut(size_of::<u64>()).zip(self.iter_u64_digits()) {
                bytes.copy_from_slice(&digit.to_le_bytes()[..bytes.len()]);
            }
            Ok(())
        })?;
        let arguments = (bytes, intern!(ctx, "little")?);
        ctx.int_type().call_method(&intern!(ctx, "from_bytes")?, arguments)?.cast_into()
    }
}

impl<'ctx> IntoPy<'ctx> for &BigInt {
    type Target = PyInt;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        if let Ok(small) = i64::try_from(self) {
            return small.into_py(ctx);
        }
        if let Some(made) = made_shortly(ctx, self.sign(), self.magnitude()) {
            return made;
        }
        let magnitude = self.magnitude().into_py(ctx)?;
        if self.sign() == Sign::Minus { magnitude.neg()?.cast_into() } else { Ok(magnitude) }
    }
}

impl<'ctx> IntoPy<'ctx> for BigUint {
    type Target = PyInt;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        (&self).into_py(ctx)
    }
}

impl<'ctx> IntoPy<'ctx> for BigInt {
    type Target = PyInt;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        (&self).into_py(ctx)
    }
}
