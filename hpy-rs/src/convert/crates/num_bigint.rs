//! Ints of any size, of the crate `num-bigint`: by their bytes, but for those that fit into 64 bits.

use std::hint::black_box;

use num_bigint::{BigInt, BigUint, Sign};

use crate::context::Context;
use crate::convert::int::{index, negative_for_unsigned};
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::types::{PyBytes, PyInt};
use crate::{Result, calls, intern};

/// What a Python int is.
enum Parts<'ctx> {
    Small(i64),
    /// The bytes of the magnitude, the lowest first.
    Large(Sign, Handle<'ctx, PyBytes>),
}

impl<'ctx> Parts<'ctx> {
    fn of(object: Borrowed<'_, 'ctx>, target: &str) -> Result<Self> {
        let ctx = object.ctx();
        let int = exact(match object.cast_opt::<PyInt>() {
            Some(int) => int.to_owned(),
            None => index(object, target)?,
        })?;
        if let Some(value) = calls::number::as_i64(&int) {
            return Ok(Parts::Small(value));
        }
        if calls::number::failed(ctx) { Parts::of_large(int) } else { Ok(Parts::Small(-1)) }
    }

    fn of_large(int: Handle<'ctx, PyInt>) -> Result<Self> {
        let ctx = int.ctx();
        let (sign, magnitude) = if int.lt(0)? { (Sign::Minus, int.neg()?) } else { (Sign::Plus, int.into_any()) };
        let bits: usize = magnitude.call_method(&intern!(ctx, "bit_length")?, ())?.extract()?;
        let arguments = (bits.div_ceil(8), intern!(ctx, "little")?);
        let bytes: Handle<'_, PyBytes> = magnitude.call_method(&intern!(ctx, "to_bytes")?, arguments)?.cast_into()?;
        // The crate has no way to ask for memory that there may be too little of.
        black_box(Vec::<u8>::new()).try_reserve_exact(bytes.as_bytes().len())?;
        Ok(Parts::Large(sign, bytes))
    }
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
        Ok(match Parts::of(object, "BigInt")? {
            Parts::Small(value) => value.into(),
            Parts::Large(sign, magnitude) => BigInt::from_bytes_le(sign, magnitude.as_bytes()),
        })
    }
}

/// As [`BigInt`], which is not negative.
impl<'a, 'ctx> FromPy<'a, 'ctx> for BigUint {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match Parts::of(object, "BigUint")? {
            Parts::Small(value) => u64::try_from(value).map(BigUint::from).map_err(|_| negative_for_unsigned()),
            Parts::Large(Sign::Minus, _) => Err(negative_for_unsigned()),
            Parts::Large(_, magnitude) => Ok(BigUint::from_bytes_le(magnitude.as_bytes())),
        }
    }
}

impl<'ctx> IntoPy<'ctx> for &BigUint {
    type Target = PyInt;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        if let Ok(small) = u64::try_from(self) {
            return small.into_py(ctx);
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
