//! Numbers of other crates, and what is a number inside.

use std::str::FromStr;

use hpy_rs::prelude::*;
use num_bigint::{BigInt, BigUint};
use num_complex::Complex;
use ordered_float::{NotNan, OrderedFloat};
use rust_decimal::Decimal;
use uuid::{NonNilUuid, Uuid};

use crate::round_trips::round_trips;

round_trips! {
    as_big_int: BigInt;
    as_big_uint: BigUint;
    as_complex: Complex<f64>;
    as_complex_f32: Complex<f32>;
    as_decimal: Decimal;
    as_ordered_float: OrderedFloat<f64>;
    as_ordered_float_f32: OrderedFloat<f32>;
    as_not_nan: NotNan<f64>;
    as_not_nan_f32: NotNan<f32>;
    as_uuid: Uuid;
    as_non_nil_uuid: NonNilUuid;
}

/// What Rust writes and reads of a number: that both sides mean the same.
#[hpy_function(signature = (value, /))]
pub(crate) fn big_int_text(value: BigInt) -> String {
    value.to_string()
}

#[hpy_function(signature = (text, /))]
pub(crate) fn big_int_of<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx, PyInt>> {
    let value = BigInt::from_str(text).map_err(|error| PyValueError::new(error.to_string()))?;
    (&value).into_py(ctx)
}

#[hpy_function(signature = (value, /))]
pub(crate) fn decimal_parts(value: Decimal) -> (i128, u32, bool) {
    (value.mantissa(), value.scale(), value.is_sign_negative())
}

#[hpy_function(signature = (value, /))]
pub(crate) fn complex_parts(value: Complex<f64>) -> (f64, f64) {
    (value.re, value.im)
}

#[hpy_function(signature = (value, /))]
pub(crate) fn uuid_text(value: Uuid) -> String {
    value.to_string()
}

/// The version, which only a `UUID` of the right bits has.
#[hpy_function(signature = (text, /))]
pub(crate) fn uuid_of(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|error| PyValueError::new(error.to_string()))
}
