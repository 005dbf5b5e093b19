//! Iteration: over anything, and over lists, tuples and dicts that change meanwhile.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn collect_any<'ctx>(ctx: Context<'ctx>, iterable: &Handle<'ctx>) -> Result<Handle<'ctx, PyList>> {
    let items = iterable.try_iter()?.collect::<Result<Vec<_>>>()?;
    PyList::new(ctx, items)
}

/// The positional arguments from both ends: the first, the last, the second, and so on.
#[hpy_function(signature = (*items))]
pub(crate) fn from_both_ends<'ctx>(items: Args<'_, 'ctx>) -> Vec<Handle<'ctx>> {
    let mut left = items.iter();
    let mut taken = Vec::new();
    while let Some(item) = left.next() {
        taken.push(item.to_owned());
        taken.extend(left.next_back().map(Borrowed::to_owned));
    }
    taken
}

/// The first `count` items of an iterable that may never end.
#[hpy_function]
pub(crate) fn take_any<'ctx>(iterable: &Handle<'ctx>, count: usize) -> Result<Vec<Handle<'ctx>>> {
    iterable.try_iter()?.take(count).collect()
}

#[hpy_function]
pub(crate) fn total(iterable: &Handle<'_>) -> Result<i64> {
    iterable.try_iter()?.map(|number| number?.extract::<i64>()).sum()
}

/// What an iterator gives after an error: whether it ended there.
#[hpy_function]
pub(crate) fn after_error(ctx: Context<'_>, iterable: &Handle<'_>) -> Result<(usize, String, bool)> {
    let mut items = iterable.try_iter()?;
    let mut seen = 0;
    loop {
        match items.next() {
            Some(Ok(_)) => seen += 1,
            Some(Err(error)) => {
                let text = error.value(ctx)?.str()?.to_string()?;
                return Ok((seen, text, items.next().is_none()));
            }
            None => return Ok((seen, String::new(), items.next().is_none())),
        }
    }
}

/// Two iterators at once.
#[hpy_function]
pub(crate) fn interleave<'ctx>(
    ctx: Context<'ctx>,
    one: &Handle<'ctx>,
    other: &Handle<'ctx>,
) -> Result<Handle<'ctx, PyList>> {
    let list = PyList::empty(ctx)?;
    for (first, second) in one.try_iter()?.zip(other.try_iter()?) {
        list.append(first?)?;
        list.append(second?)?;
    }
    Ok(list)
}

/// Goes through a list and calls `each` with every item, which may change the list.
#[hpy_function]
pub(crate) fn for_list<'ctx>(list: &Handle<'ctx, PyList>, each: &Handle<'ctx>) -> Result<usize> {
    let mut seen = 0;
    for item in list {
        each.call((item?,))?;
        seen += 1;
    }
    Ok(seen)
}

/// As `for_list`, for a tuple.
#[hpy_function]
pub(crate) fn for_tuple<'ctx>(tuple: &Handle<'ctx, PyTuple>, each: &Handle<'ctx>) -> Result<(usize, usize)> {
    let items = tuple.iter();
    let announced = items.len();
    let mut seen = 0;
    for item in items {
        each.call((item?,))?;
        seen += 1;
    }
    Ok((announced, seen))
}

/// The items of a list, by an iterator that owns it and ends after an error.
#[hpy_function]
pub(crate) fn collect_owned_list(list: Handle<'_, PyList>) -> Result<Handle<'_, PyList>> {
    let ctx = list.ctx();
    let mut items = list.into_iter();
    let found = items.by_ref().collect::<Result<Vec<_>>>();
    assert!(items.next().is_none());
    PyList::new(ctx, found?)
}

/// As [`collect_owned_list`], for a tuple, whose iterator says how many there are.
#[hpy_function]
pub(crate) fn collect_owned_tuple(tuple: Handle<'_, PyTuple>) -> Result<Handle<'_, PyList>> {
    let ctx = tuple.ctx();
    let mut items = tuple.into_iter();
    let said = items.len();
    let found: Vec<_> = items.by_ref().collect();
    assert!(found.len() == said && items.next().is_none() && items.len() == 0);
    PyList::new(ctx, found)
}

/// As `for_list`, for a dict: `each(key, value)`.
#[hpy_function]
pub(crate) fn for_dict<'ctx>(dict: &Handle<'ctx, PyDict>, each: &Handle<'ctx>) -> Result<usize> {
    let mut seen = 0;
    for pair in dict.iter()? {
        each.call(pair?)?;
        seen += 1;
    }
    Ok(seen)
}

/// Stops in the middle and drops the iterator.
#[hpy_function]
pub(crate) fn first_of_each<'ctx>(
    list: &Handle<'ctx, PyList>,
    tuple: &Handle<'ctx, PyTuple>,
    dict: &Handle<'ctx, PyDict>,
) -> Result<Vec<Option<Handle<'ctx>>>> {
    let key = dict.iter()?.next().transpose()?.map(|(key, _)| key);
    Ok(vec![list.iter().next().transpose()?, tuple.iter().next().transpose()?, key])
}
