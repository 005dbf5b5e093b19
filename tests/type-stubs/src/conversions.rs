//! Types that are converted: derived, by hand, and containers.

use std::collections::{BTreeMap, HashSet};

use hpy_rs::TypeHint;
use hpy_rs::prelude::*;

/// Made of attributes.
#[derive(FromPy, IntoPy)]
pub(crate) struct Part {
    name: String,
    weight: f64,
}

/// Made of items.
#[derive(FromPy, IntoPy)]
#[hpy(from_item_all)]
pub(crate) struct Reading {
    low: i64,
    high: i64,
}

#[derive(FromPy, IntoPy)]
pub(crate) struct Pair(i64, String);

#[derive(FromPy, IntoPy)]
pub(crate) struct Wrapper<T>(Vec<T>);

#[derive(FromPy, IntoPy)]
pub(crate) enum Either {
    Number(i64),
    Text(String),
    Both(i64, String),
}

/// Holds values of its own type.
#[derive(FromPy, IntoPy)]
pub(crate) enum Tree {
    Leaf(i64),
    Branch(Vec<Tree>),
}

/// By hand, without a word on types.
pub(crate) struct Celsius(f64);

impl<'a, 'ctx> FromPy<'a, 'ctx> for Celsius {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.extract().map(Celsius)
    }
}

impl<'ctx> IntoPy<'ctx> for Celsius {
    type Target = PyFloat;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
        self.0.into_py(ctx)
    }
}

/// By hand, with its types.
pub(crate) struct Scale(f64);

impl<'a, 'ctx> FromPy<'a, 'ctx> for Scale {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.extract().map(Scale)
    }

    fn input_type() -> TypeHint {
        TypeHint::union([TypeHint::named("float"), TypeHint::named("fractions.Fraction")])
    }
}

impl<'ctx> IntoPy<'ctx> for Scale {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        ctx.import("fractions")?.call_method("Fraction", (self.0,))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("fractions.Fraction")
    }
}

#[hpy_function]
pub(crate) fn celsius(value: Celsius) -> Celsius {
    value
}

#[hpy_function]
pub(crate) fn scale(value: Scale) -> Scale {
    value
}

#[hpy_function]
pub(crate) fn part(part: Part) -> Part {
    part
}

#[hpy_function]
pub(crate) fn readings(readings: Vec<Reading>) -> Vec<Reading> {
    readings
}

#[hpy_function]
pub(crate) fn swapped(pair: Pair) -> (String, i64) {
    (pair.1, pair.0)
}

#[hpy_function]
pub(crate) fn pairs() -> [Pair; 2] {
    [Pair(1, String::new()), Pair(2, String::new())]
}

#[hpy_function]
pub(crate) fn wrapped_list(list: Wrapper<bool>) -> Wrapper<bool> {
    list
}

#[hpy_function]
pub(crate) fn either_way(either: Either) -> Either {
    either
}

#[hpy_function]
pub(crate) fn tree(tree: Tree) -> Tree {
    tree
}

#[hpy_function]
pub(crate) fn options(a: Option<Option<i64>>, b: Option<Vec<Option<String>>>) -> Option<()> {
    let _ = (a, b);
    None
}

#[hpy_function]
pub(crate) fn nested(
    map: BTreeMap<String, Vec<(i64, bool)>>,
    set: HashSet<String>,
) -> BTreeMap<String, HashSet<String>> {
    map.into_keys().map(|key| (key, set.clone())).collect()
}
