//! `FromPy` and `IntoPy`: values that go in and come out, and those that are refused.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use hpy_rs::prelude::*;

use crate::round_trips::round_trips;

round_trips! {
    as_i8: i8;
    as_i16: i16;
    as_i32: i32;
    as_i64: i64;
    as_isize: isize;
    as_u8: u8;
    as_u16: u16;
    as_u32: u32;
    as_u64: u64;
    as_usize: usize;
    as_i128: i128;
    as_u128: u128;
    as_f32: f32;
    as_f64: f64;
    as_bool: bool;
    as_char: char;
    as_string: String;
    as_option: Option<i64>;
    as_option_string: Option<String>;
    as_array: [i64; 3];
    as_hash_set: HashSet<i64>;
    as_btree_set: BTreeSet<String>;
}

#[hpy_function(signature = (value, /))]
pub(crate) fn as_str(value: &str) -> &str {
    value
}

#[hpy_function(signature = (value, /))]
pub(crate) fn as_cow(value: Cow<'_, str>) -> Cow<'_, str> {
    value
}

#[hpy_function(signature = (value, /))]
pub(crate) fn as_bytes(value: &[u8]) -> &[u8] {
    value
}

#[hpy_function(signature = (value, /))]
pub(crate) fn as_cow_bytes(value: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    value
}

/// The number of bytes of a text in UTF-8, which tells whether an embedded NUL ends it.
#[hpy_function(signature = (value, /))]
pub(crate) fn utf8_length(value: &str) -> usize {
    value.len()
}

#[hpy_function(signature = (value, /))]
pub(crate) fn code_point(value: char) -> u32 {
    u32::from(value)
}

/// What comes out of Rust alone: arrays, slices, references, results, `()`.
#[hpy_function]
#[expect(clippy::type_complexity, reason = "one of each kind")]
pub(crate) fn outgoing() -> ([i64; 3], &'static [bool], &'static str, Box<str>, (), [u8; 2], Option<[f64; 0]>) {
    ([1, 2, 3], &[true, false], "text", "boxed".into(), (), [104, 105], Some([]))
}

#[hpy_function]
pub(crate) fn outgoing_references(ctx: Context<'_>) -> Result<Handle<'_, PyTuple>> {
    let (text, list, pair) = (String::from("owned"), vec![1_u16, 2], (2.5_f32, 'c'));
    (&text, &list, &pair.0, &pair.1, &true, &7_usize).into_py(ctx)
}

#[hpy_function(signature = (fail, /))]
#[expect(clippy::unnecessary_wraps, reason = "a Result within a Result")]
pub(crate) fn nested_result(fail: bool) -> Result<Option<Result<i64, std::str::Utf8Error>>> {
    let bytes: &[u8] = if fail { &[0xff] } else { b"ok" };
    Ok(Some(std::str::from_utf8(bytes).map(|text| i64::from(text.len() == 2))))
}

/// A type with conversions of its own.
pub(crate) struct Celsius(f64);

impl<'a, 'ctx> FromPy<'a, 'ctx> for Celsius {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let degrees = object.extract()?;
        if degrees < -273.15 {
            return Err(PyValueError::new("below absolute zero"));
        }
        Ok(Celsius(degrees))
    }
}

impl<'ctx> IntoPy<'ctx> for Celsius {
    type Target = PyFloat;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        self.0.into_py(ctx)
    }
}

#[hpy_function]
pub(crate) fn warmer(temperature: Celsius, by: f64) -> Celsius {
    Celsius(temperature.0 + by)
}

#[hpy_function]
pub(crate) fn warmest(temperatures: Vec<Celsius>) -> Option<Celsius> {
    temperatures.into_iter().max_by(|one, other| one.0.total_cmp(&other.0))
}

/// The argument that is wrong is named, wherever it stands.
#[hpy_function(signature = (first, second = 0, *, third = 0))]
pub(crate) fn three_numbers(first: i32, second: u8, third: i64) -> i64 {
    i64::from(first) + i64::from(second) + third
}

/// Converts without a function's argument at hand: messages then name no argument.
#[hpy_function]
pub(crate) fn extract(object: &Handle<'_>, kind: &str) -> Result<String> {
    Ok(match kind {
        "i64" => object.extract::<i64>()?.to_string(),
        "u8" => object.extract::<u8>()?.to_string(),
        "f64" => object.extract::<f64>()?.to_string(),
        "str" => object.extract::<&str>()?.to_owned(),
        "pair" => format!("{:?}", object.extract::<(i64, i64)>()?),
        _ => return Err(PyValueError::new("no such kind")),
    })
}
