//! Handles that are kept: `Handle`, `Borrowed`, `Args` and, beyond the call, `Py`.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hpy_rs::prelude::*;

static KEPT: Mutex<Vec<Py>> = Mutex::new(Vec::new());
static LISTS: Mutex<Vec<Py<PyList>>> = Mutex::new(Vec::new());

fn kept() -> MutexGuard<'static, Vec<Py>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the text of what is kept so many times.
#[hpy_function]
pub(crate) fn extract_often(ctx: Context<'_>, text: Py<PyStr>, times: usize) -> Result<usize> {
    let mut length = 0;
    for _ in 0..times {
        length = text.extract::<String>(ctx)?.len();
    }
    Ok(length)
}

/// Keeps an object beyond the call.
#[hpy_function]
pub(crate) fn keep(object: Py) -> usize {
    let mut kept = kept();
    kept.push(object);
    kept.len()
}

/// Keeps an object many times.
#[hpy_function]
pub(crate) fn keep_many(object: &Handle<'_>, count: usize) -> Result<()> {
    for _ in 0..count {
        let object = object.to_py()?;
        kept().push(object);
    }
    Ok(())
}

#[hpy_function]
pub(crate) fn kept_at(ctx: Context<'_>, index: usize) -> Result<Handle<'_>> {
    let kept = kept();
    let object = kept.get(index).ok_or_else(|| PyIndexError::new("nothing kept there"))?;
    object.get(ctx)
}

#[hpy_function]
pub(crate) fn all_kept(ctx: Context<'_>) -> Result<Vec<Handle<'_>>> {
    kept().iter().map(|object| object.get(ctx)).collect()
}

/// Calls a kept object, without a handle to it.
#[hpy_function]
pub(crate) fn call_kept<'ctx>(ctx: Context<'ctx>, object: Py, argument: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    object.call(ctx, (argument,))
}

#[hpy_function]
pub(crate) fn call_method_of_kept<'ctx>(ctx: Context<'ctx>, object: Py<PyStr>, name: &str) -> Result<Handle<'ctx>> {
    object.call_method(ctx, name, ())
}

#[hpy_function]
pub(crate) fn attribute_of_kept<'ctx>(ctx: Context<'ctx>, object: Py, name: &str) -> Result<Handle<'ctx>> {
    object.get_attr(ctx, name)
}

/// Whether the object is what is kept at `index`, asked without a handle to that.
#[hpy_function]
pub(crate) fn is_kept_at(object: &Handle<'_>, index: usize) -> Result<bool> {
    let kept = kept();
    let other = kept.get(index).ok_or_else(|| PyIndexError::new("nothing kept there"))?;
    other.with(object.ctx(), |other| Ok(other.is(object)))
}

/// How many references the object has while it is kept once more, and right after, as `count` tells.
#[hpy_function]
pub(crate) fn references_around_drop<'ctx>(object: &Handle<'ctx>, count: &Handle<'ctx>) -> Result<(i64, i64)> {
    let kept = object.to_py()?;
    let before = count.call((object,))?.extract()?;
    drop(kept);
    Ok((before, count.call((object,))?.extract()?))
}

/// How many references the object has while it is used in ways that need no handle to it, as `count` tells.
#[hpy_function]
pub(crate) fn references_while_lent(object: &Handle<'_>, count: Py) -> Result<(i64, i64)> {
    let (ctx, kept) = (object.ctx(), object.to_py()?);
    let by_reference = count.call(ctx, (&kept,))?.extract()?;
    Ok((by_reference, kept.with(ctx, |kept| count.call(ctx, (kept,))?.extract())?))
}

#[hpy_function]
pub(crate) fn number_kept(ctx: Context<'_>, object: Py) -> Result<i64> {
    object.extract(ctx)
}

/// Keeps once more what is kept at `index`.
#[hpy_function]
pub(crate) fn keep_again(ctx: Context<'_>, index: usize) -> Result<()> {
    let mut kept = kept();
    let object = kept.get(index).ok_or_else(|| PyIndexError::new("nothing kept there"))?.clone_ref(ctx)?;
    kept.push(object);
    Ok(())
}

/// Forgets what is kept at `index`, while it holds the lock. Its place is free for the next one; the object goes when the next is
/// kept, on CPython when this call ends.
#[hpy_function]
pub(crate) fn forget_at(index: usize) -> Result<()> {
    let mut kept = kept();
    if index >= kept.len() {
        return Err(PyIndexError::new("nothing kept there"));
    }
    drop(kept.remove(index));
    Ok(())
}

/// As [`forget_at`], while others may run.
#[hpy_function]
pub(crate) fn forget_detached(ctx: Context<'_>, index: usize) -> Result<()> {
    ctx.detach(|| forget_at(index))
}

#[hpy_function]
pub(crate) fn forget_all() -> usize {
    let all = std::mem::take(&mut *kept());
    all.len()
}

/// An object that keeps another one, which the collector does not see.
#[hpy_type(frozen, new = "from_fields")]
pub(crate) struct Keeper {
    #[hpy(get)]
    kept: Py,
}

#[hpy_function]
pub(crate) fn keep_list(list: Py<PyList>) {
    LISTS.lock().unwrap_or_else(PoisonError::into_inner).push(list);
}

/// The lists kept, each with its length in Rust; forgets them.
#[hpy_function]
pub(crate) fn take_lists(ctx: Context<'_>) -> Result<Vec<(Handle<'_, PyList>, usize)>> {
    let lists = std::mem::take(&mut *LISTS.lock().unwrap_or_else(PoisonError::into_inner));
    let with_length = |list: Py<PyList>| {
        let list = list.get(ctx)?;
        let length = list.len()?;
        Ok((list, length))
    };
    lists.into_iter().map(with_length).collect()
}

/// `Py` as a parameter's item and as a return value.
#[hpy_function]
pub(crate) fn through_py(objects: Vec<Py>, names: HashMap<String, Py<PyStr>>) -> (Vec<Py>, HashMap<String, Py<PyStr>>) {
    (objects, names)
}

/// Clones and drops handles; the object's own count of references stays as it was.
#[hpy_function]
pub(crate) fn clone_often(object: &Handle<'_>, count: usize) -> bool {
    let clones: Vec<_> = (0..count).map(|_| object.clone()).collect();
    clones.iter().all(|clone| clone.is(object))
}

#[hpy_function]
pub(crate) fn debug_texts<'ctx>(
    object: &Handle<'ctx>,
    list: &Handle<'ctx, PyList>,
    borrowed: Borrowed<'_, 'ctx, PyStr>,
) -> Result<Vec<String>> {
    let py = list.to_py()?;
    let py_text = format!("{py:?}");
    let start = py_text.split('(').next().unwrap_or_default().to_owned();
    Ok(vec![format!("{object:?}"), format!("{list:?}"), format!("{borrowed:?}"), start])
}

#[hpy_function(signature = (*items))]
pub(crate) fn args_views<'a, 'ctx>(items: Args<'a, 'ctx>) -> (usize, bool, Option<Borrowed<'a, 'ctx>>, bool, usize) {
    let last = items.len().checked_sub(1).and_then(|last| items.get(last));
    (items.len(), items.is_empty(), last, items.get(items.len()).is_none(), items.iter().len())
}

/// The same object by many kinds of handles at once.
#[hpy_function]
pub(crate) fn many_kinds<'ctx>(object: Borrowed<'_, 'ctx, PyList>) -> Result<Handle<'ctx, PyTuple>> {
    let ctx = object.ctx();
    let owned = object.to_owned();
    let any = owned.clone().into_any();
    let py = owned.to_py()?;
    (object, &owned, &any, owned.as_borrowed(), object.into_any(), &py, py.clone_ref(ctx)?).into_py(ctx)
}
