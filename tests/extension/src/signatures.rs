//! The grammar of `signature = (…)`. Every function gives back what its parameters got.

use std::collections::{BTreeMap, HashMap};

use hpy_rs::prelude::*;
use indexmap::IndexMap;

type Any<'a, 'ctx> = Borrowed<'a, 'ctx>;

const LIMIT: i64 = 99;

macro_rules! gives_back {
    ($($name:ident($($parameter:ident),+) as $signature:tt;)*) => {
        $(#[hpy_function(signature = $signature)]
        pub(crate) fn $name<'a, 'ctx>($($parameter: Any<'a, 'ctx>),+) -> Vec<Any<'a, 'ctx>> {
            vec![$($parameter),+]
        })*
    };
}

gives_back! {
    required(a, b, c) as (a, b, c);
    positional(a, b) as (a, b, /);
    mixed(a, b, c) as (a, /, b, *, c);
    keyword_only(a, b) as (*, a, b);
    one_positional(a, b) as (a, /, b);
    two_positional(a, b, c) as (a, b, /, c);
}

#[hpy_function(signature = (a, b = 1, c = None))]
pub(crate) fn defaults<'a, 'ctx>(
    a: Any<'a, 'ctx>,
    b: i64,
    c: Option<Any<'a, 'ctx>>,
) -> (Any<'a, 'ctx>, i64, Option<Any<'a, 'ctx>>) {
    (a, b, c)
}

/// Its options stand below, as those of PyO3 do.
#[hpy_function]
#[hpy(signature = (a = 0))]
pub(crate) fn one_default(a: i64) -> i64 {
    a
}

#[hpy_function(signature = (a, b = 1, /))]
pub(crate) fn positional_default(a: i64, b: i64) -> (i64, i64) {
    (a, b)
}

#[hpy_function(signature = (a, *, b = 2, c))]
pub(crate) fn keyword_default<'a, 'ctx>(
    a: Any<'a, 'ctx>,
    b: i64,
    c: Any<'a, 'ctx>,
) -> (Any<'a, 'ctx>, i64, Any<'a, 'ctx>) {
    (a, b, c)
}

#[hpy_function(signature = (*args))]
pub(crate) fn args_only<'a, 'ctx>(args: Args<'a, 'ctx>) -> Vec<Any<'a, 'ctx>> {
    args.iter().collect()
}

#[hpy_function(signature = (a, /, *args))]
pub(crate) fn positional_args(a: i64, args: Handle<'_, PyTuple>) -> (i64, Handle<'_, PyTuple>) {
    (a, args)
}

#[hpy_function(signature = (*args, key = None))]
pub(crate) fn args_and_keyword(args: Vec<i64>, key: Option<String>) -> (Vec<i64>, Option<String>) {
    (args, key)
}

#[hpy_function(signature = (**kwargs))]
pub(crate) fn kwargs_only(kwargs: Option<Handle<'_, PyDict>>) -> Option<Handle<'_, PyDict>> {
    kwargs
}

#[hpy_function(signature = (a, /, **kwargs))]
pub(crate) fn positional_kwargs<'a, 'ctx>(
    a: Any<'a, 'ctx>,
    kwargs: Handle<'ctx, PyDict>,
) -> (Any<'a, 'ctx>, Handle<'ctx, PyDict>) {
    (a, kwargs)
}

#[hpy_function(signature = (a, **kwargs))]
pub(crate) fn kwargs_map(a: i64, kwargs: HashMap<String, i64>) -> (i64, HashMap<String, i64>) {
    (a, kwargs)
}

#[hpy_function(signature = (**kwargs))]
pub(crate) fn kwargs_sorted(kwargs: BTreeMap<String, f64>) -> Vec<(String, f64)> {
    kwargs.into_iter().collect()
}

#[hpy_function(signature = (**kwargs))]
pub(crate) fn kwargs_in_order(kwargs: IndexMap<String, Option<i64>>) -> Vec<(String, Option<i64>)> {
    kwargs.into_iter().collect()
}

#[hpy_function(signature = (a = 0, **kwargs))]
pub(crate) fn kwargs_or_none(a: i64, kwargs: Option<BTreeMap<String, i64>>) -> (i64, Option<BTreeMap<String, i64>>) {
    (a, kwargs)
}

#[hpy_function(signature = (*args, **kwargs))]
pub(crate) fn args_and_kwargs<'ctx>(
    args: Handle<'ctx, PyTuple>,
    kwargs: Handle<'ctx, PyDict>,
) -> (Handle<'ctx, PyTuple>, Handle<'ctx, PyDict>) {
    (args, kwargs)
}

/// The parameters of `everything`, in order.
type Everything<'a, 'ctx> =
    (Any<'a, 'ctx>, i64, i64, Vec<Any<'a, 'ctx>>, Any<'a, 'ctx>, Option<i64>, Handle<'ctx, PyDict>);

#[hpy_function(signature = (a, b = 1, /, c = 2, *args, d, e = None, **kwargs))]
#[expect(clippy::many_single_char_names, reason = "as in the messages of the tests")]
pub(crate) fn everything<'a, 'ctx>(
    a: Any<'a, 'ctx>,
    b: i64,
    c: i64,
    args: Args<'a, 'ctx>,
    d: Any<'a, 'ctx>,
    e: Option<i64>,
    kwargs: Handle<'ctx, PyDict>,
) -> Everything<'a, 'ctx> {
    (a, b, c, args.iter().collect(), d, e, kwargs)
}

/// All kinds of literals, which the text signature shows as Python writes them.
#[hpy_function(signature = (text = "it's", number = -3, float = 2.0, truth = true, none = None, bytes = b"a\n", some = Some(5), letter = 'ü'))]
#[expect(clippy::too_many_arguments, clippy::type_complexity, reason = "one of each kind")]
pub(crate) fn literal_defaults<'a>(
    text: &'a str,
    number: i8,
    float: f64,
    truth: bool,
    none: Option<i64>,
    bytes: &'a [u8],
    some: Option<u8>,
    letter: char,
) -> (&'a str, i8, f64, bool, Option<i64>, Vec<u8>, Option<u8>, char) {
    (text, number, float, truth, none, bytes.to_vec(), some, letter)
}

/// Defaults that are expressions, evaluated at each call that needs them.
#[hpy_function(signature = (limit = LIMIT, sum = 1 + 2, list = vec![1, 2], text = String::from("s")))]
pub(crate) fn expression_defaults(limit: i64, sum: i64, list: Vec<i64>, text: String) -> (i64, i64, Vec<i64>, String) {
    (limit, sum, list, text)
}

/// Defaults of `Option`s: what is in them stands for `Some` of it, as with PyO3.
#[hpy_function(signature = (number = 5, negative = -1, limit = LIMIT, text = "t", bytes = b"b", same = Some(7), whole = "8".parse().ok(), none = None))]
#[expect(clippy::too_many_arguments, clippy::type_complexity, reason = "one of each kind")]
pub(crate) fn option_defaults<'a>(
    number: Option<i64>,
    negative: Option<i64>,
    limit: Option<i64>,
    text: Option<&'a str>,
    bytes: Option<&'a [u8]>,
    same: Option<i64>,
    whole: Option<i64>,
    none: Option<i64>,
) -> (Option<i64>, Option<i64>, Option<i64>, Option<&'a str>, Option<Vec<u8>>, Option<i64>, Option<i64>, Option<i64>) {
    (number, negative, limit, text, bytes.map(<[u8]>::to_vec), same, whole, none)
}

/// A signature over several lines, with a comma at the end.
#[hpy_function(
    signature = (
        first,
        second = 2,
    ),
)]
pub(crate) fn trailing_comma(first: i64, second: i64) -> i64 {
    first * second
}
