//! Items, lengths and membership.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn length(object: &Handle<'_>) -> Result<(usize, bool)> {
    Ok((object.len()?, object.is_empty()?))
}

#[hpy_function]
pub(crate) fn get_item<'ctx>(object: &Handle<'ctx>, key: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    object.get_item(key)
}

/// Keys that are Rust values.
#[hpy_function]
pub(crate) fn get_by_int<'ctx>(object: &Handle<'ctx>, key: i64) -> Result<Handle<'ctx>> {
    object.get_item(key)
}

#[hpy_function]
pub(crate) fn get_by_text<'ctx>(object: &Handle<'ctx>, key: &str) -> Result<Handle<'ctx>> {
    object.get_item(key)
}

#[hpy_function]
pub(crate) fn get_by_pair<'ctx>(object: &Handle<'ctx>, first: i64, second: &str) -> Result<Handle<'ctx>> {
    object.get_item((first, second))
}

#[hpy_function]
pub(crate) fn set_item<'ctx>(object: &Handle<'ctx>, key: &Handle<'ctx>, value: &Handle<'ctx>) -> Result<()> {
    object.set_item(key, value)
}

#[hpy_function]
pub(crate) fn set_squares(object: &Handle<'_>, count: i64) -> Result<()> {
    (0..count).try_for_each(|number| object.set_item(number, number * number))
}

#[hpy_function]
pub(crate) fn del_item<'ctx>(object: &Handle<'ctx>, key: &Handle<'ctx>) -> Result<()> {
    object.del_item(key)
}

#[hpy_function]
pub(crate) fn contains<'ctx>(object: &Handle<'ctx>, item: &Handle<'ctx>) -> Result<bool> {
    object.contains(item)
}

#[hpy_function]
pub(crate) fn contains_text(object: &Handle<'_>, item: &str) -> Result<bool> {
    object.contains(item)
}
