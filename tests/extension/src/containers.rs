//! Lists, tuples and dicts: made in Rust, and used by their own methods.

use hpy_rs::prelude::*;

/// An iterator that says it has `announced` items and has `actual`.
struct Liar {
    announced: usize,
    actual: usize,
}

impl Iterator for Liar {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.actual = self.actual.checked_sub(1)?;
        Some(1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.announced, Some(self.announced))
    }
}

impl ExactSizeIterator for Liar {}

#[hpy_function]
pub(crate) fn list_of_liar(ctx: Context<'_>, announced: usize, actual: usize) -> Result<Handle<'_, PyList>> {
    PyList::new(ctx, Liar { announced, actual })
}

#[hpy_function]
pub(crate) fn list_of_range(ctx: Context<'_>, count: u32) -> Result<Handle<'_, PyList>> {
    PyList::new(ctx, 0..count)
}

#[hpy_function]
pub(crate) fn list_from_iterator(ctx: Context<'_>, count: u32) -> Result<Handle<'_, PyList>> {
    PyList::from_iter(ctx, (0..).map_while(|number| (number < count).then_some(number)))
}

#[hpy_function]
pub(crate) fn tuple_of_range(ctx: Context<'_>, count: u32) -> Result<Handle<'_, PyTuple>> {
    PyTuple::new(ctx, 0..count)
}

/// Items of which the one at `at` cannot be converted, for each maker.
#[hpy_function]
pub(crate) fn failing_item<'ctx>(ctx: Context<'ctx>, maker: &str, count: usize, at: usize) -> Result<Handle<'ctx>> {
    let items = (0..count)
        .map(|index| if index == at { Err(PyValueError::new(format!("item {index}"))) } else { Ok(vec![index]) });
    Ok(match maker {
        "list" => PyList::new(ctx, items)?.into_any(),
        "iterator" => PyList::from_iter(ctx, items)?.into_any(),
        "tuple" => PyTuple::new(ctx, items)?.into_any(),
        "dict" => PyDict::from_pairs(ctx, items.enumerate())?.into_any(),
        _ => return Err(PyTypeError::new("no such maker")),
    })
}

#[hpy_function]
pub(crate) fn list_get<'ctx>(list: &Handle<'ctx, PyList>, index: usize) -> Result<Handle<'ctx>> {
    list.get(index)
}

#[hpy_function]
pub(crate) fn list_append<'ctx>(list: &Handle<'ctx, PyList>, item: &Handle<'ctx>) -> Result<()> {
    list.append(item)?;
    list.append("from Rust")
}

#[hpy_function]
pub(crate) fn tuple_get<'ctx>(tuple: &Handle<'ctx, PyTuple>, index: usize) -> Result<Handle<'ctx>> {
    tuple.get(index)
}

#[hpy_function]
pub(crate) fn empty_ones(ctx: Context<'_>) -> Result<(Handle<'_, PyList>, Handle<'_, PyTuple>, Handle<'_, PyDict>)> {
    Ok((PyList::empty(ctx)?, PyTuple::empty(ctx)?, PyDict::new(ctx)?))
}

#[hpy_function]
pub(crate) fn dict_of_pairs(ctx: Context<'_>) -> Result<Handle<'_, PyDict>> {
    PyDict::from_pairs(ctx, [("one", 1), ("two", 2), ("one", 3)])
}

#[hpy_function]
pub(crate) fn dict_get<'ctx>(dict: &Handle<'ctx, PyDict>, key: &Handle<'ctx>) -> Result<(bool, Option<Handle<'ctx>>)> {
    let value = dict.get(key)?;
    Ok((value.is_some(), value))
}

#[hpy_function]
pub(crate) fn dict_keys<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyList>> {
    dict.keys()
}

#[hpy_function]
pub(crate) fn dict_values<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyList>> {
    dict.values()
}

#[hpy_function]
pub(crate) fn dict_pairs<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyList>> {
    dict.items()
}

#[hpy_function]
pub(crate) fn dict_update<'ctx>(dict: &Handle<'ctx, PyDict>, other: &Handle<'ctx>) -> Result<()> {
    dict.update(other)
}

#[hpy_function]
pub(crate) fn dict_clear(dict: &Handle<'_, PyDict>) -> Result<()> {
    dict.clear()
}

#[hpy_function]
pub(crate) fn list_insert<'ctx>(list: &Handle<'ctx, PyList>, index: usize, item: &Handle<'ctx>) -> Result<()> {
    list.insert(index, item)
}

/// Sorted, and turned round.
#[hpy_function]
pub(crate) fn list_arranged(list: &Handle<'_, PyList>) -> Result<()> {
    list.sort()?;
    list.reverse()
}

#[hpy_function]
pub(crate) fn list_to_tuple<'ctx>(list: &Handle<'ctx, PyList>) -> Result<Handle<'ctx, PyTuple>> {
    list.to_tuple()
}

#[hpy_function]
pub(crate) fn tuple_to_list<'ctx>(tuple: &Handle<'ctx, PyTuple>) -> Result<Handle<'ctx, PyList>> {
    tuple.to_list()
}

#[hpy_function]
pub(crate) fn dict_copy<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyDict>> {
    dict.copy()
}

#[hpy_function]
pub(crate) fn dict_items<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Vec<(Handle<'ctx>, Handle<'ctx>)>> {
    dict.into_iter().collect()
}

/// A tree of `depth` lists of `width` items, deep conversions included.
#[hpy_function]
pub(crate) fn tree(ctx: Context<'_>, depth: u32, width: usize) -> Result<Handle<'_, PyList>> {
    if depth == 0 {
        return PyList::new(ctx, vec![("leaf", 1.5); width]);
    }
    let branches = (0..width).map(|_| tree(ctx, depth - 1, width)).collect::<Result<Vec<_>>>()?;
    PyList::new(ctx, branches)
}
