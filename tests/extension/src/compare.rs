//! Comparison, identity, truth and hash.

use std::cmp::Ordering;

use hpy_rs::CompareOp;
use hpy_rs::prelude::*;

/// The six operators, in the order of `operator.lt, le, eq, ne, gt, ge`.
#[hpy_function]
pub(crate) fn compare_all<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<[bool; 6]> {
    Ok([one.lt(other)?, one.le(other)?, one.eq(other)?, one.ne(other)?, one.gt(other)?, one.ge(other)?])
}

#[hpy_function]
pub(crate) fn equals<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<bool> {
    one.eq(other)
}

#[hpy_function]
pub(crate) fn less<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<bool> {
    one.lt(other)
}

#[hpy_function]
pub(crate) fn ordering<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<i64> {
    Ok(match one.compare(other)? {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

#[hpy_function]
pub(crate) fn rich_compare<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>, operator: &str) -> Result<Handle<'ctx>> {
    let operator = match operator {
        "<" => CompareOp::Lt,
        "<=" => CompareOp::Le,
        "==" => CompareOp::Eq,
        "!=" => CompareOp::Ne,
        ">" => CompareOp::Gt,
        _ => CompareOp::Ge,
    };
    one.rich_compare(other, operator)
}

#[hpy_function]
pub(crate) fn equals_seven(object: &Handle<'_>) -> Result<bool> {
    object.eq(7)
}

#[hpy_function]
pub(crate) fn equals_text(object: &Handle<'_>, text: &str) -> Result<bool> {
    object.eq(text)
}

#[hpy_function]
pub(crate) fn is_same<'ctx>(one: &Handle<'ctx>, other: &Handle<'ctx>) -> bool {
    one.is(other)
}

#[hpy_function]
pub(crate) fn is_none(object: &Handle<'_>) -> bool {
    object.is_none()
}

#[hpy_function]
pub(crate) fn is_truthy(object: &Handle<'_>) -> Result<bool> {
    object.is_truthy()
}

#[hpy_function]
pub(crate) fn hash_of(object: &Handle<'_>) -> Result<isize> {
    object.hash()
}

/// The largest of many, by Python's comparison.
#[hpy_function(signature = (*items))]
pub(crate) fn largest<'a, 'ctx>(items: Args<'a, 'ctx>) -> Result<Option<Borrowed<'a, 'ctx>>> {
    let mut largest: Option<Borrowed<'a, 'ctx>> = None;
    for item in items {
        match &largest {
            Some(best) if item.le(best)? => {}
            _ => largest = Some(item),
        }
    }
    Ok(largest)
}
