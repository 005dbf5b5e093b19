//! Calls on dicts.

use hpy_sys::HPy;

use super::{error, handle, object, plain, type_};
use crate::Result;
use crate::context::Context;
use crate::error::PyKeyError;
use crate::handle::Handle;
use crate::types::{PyDict, PyList};

pub(crate) fn is_dict(object: &Handle<'_>) -> bool {
    is_exactly_dict(object) || plain!(object.ctx(), HPyDict_Check(object.as_raw())) != 0
}

pub(crate) fn new_dict(ctx: Context<'_>) -> Result<Handle<'_, PyDict>> {
    handle!(ctx, HPyDict_New())
}

pub(crate) fn keys<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyList>> {
    handle!(dict.ctx(), HPyDict_Keys(dict.as_raw()))
}

/// Whether the object is exactly a dict, where its type is at hand; else `false`.
#[inline(always)]
pub(crate) fn is_exactly_dict(object: &Handle<'_>) -> bool {
    let ctx = object.ctx();
    let own = type_::at_hand(object);
    !own.is_null() && own.0 == plain!(ctx, dict_type()).0
}

/// What the dict has for a key, or `None`.
pub(crate) fn get<'ctx>(dict: &Handle<'ctx, PyDict>, key: &Handle<'_>) -> Result<Option<Handle<'ctx>>> {
    let ctx = dict.ctx();
    match plain!(ctx, dict_item(dict.as_raw(), key.as_raw())) {
        Some(HPy(0)) => error::pending(ctx).map_or(Ok(None), Err),
        // SAFETY: an owned handle of the same context, and every object is a `PyAny`.
        Some(value) => Ok(Some(unsafe { Handle::from_owned_raw(ctx, value) })),
        None => get_by_hpy(dict, key),
    }
}

fn get_by_hpy<'ctx>(dict: &Handle<'ctx, PyDict>, key: &Handle<'_>) -> Result<Option<Handle<'ctx>>> {
    if !object::contains(dict, key)? {
        return Ok(None);
    }
    match object::get_item(dict, key) {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.matches::<PyKeyError>(dict.ctx()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How many pairs a dict has that [`next_pair`] can walk through; `None` if it cannot.
#[inline]
pub(crate) fn pairs_of(dict: &Handle<'_, PyDict>) -> Option<usize> {
    plain!(dict.ctx(), pairs_of(dict.as_raw()))
}

/// The next pair of a dict that [`pairs_of`] has given a number for, and `position` moved behind it; `None` at the end, or if
/// there are not `length` pairs any more.
#[inline]
pub(crate) fn next_pair<'ctx>(
    dict: &Handle<'ctx, PyDict>,
    position: &mut isize,
    length: usize,
) -> Option<(Handle<'ctx>, Handle<'ctx>)> {
    let ctx = dict.ctx();
    let (key, value) = plain!(ctx, next_pair(dict.as_raw(), position, length));
    if key == 0 {
        return None;
    }
    // SAFETY: an owned handle of the same context, and every object is a `PyAny`.
    let key = unsafe { Handle::from_owned_raw(ctx, HPy(key)) };
    // SAFETY: as above.
    Some((key, unsafe { Handle::from_owned_raw(ctx, HPy(value)) }))
}

pub(crate) fn copy<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyDict>> {
    handle!(dict.ctx(), HPyDict_Copy(dict.as_raw()))
}
