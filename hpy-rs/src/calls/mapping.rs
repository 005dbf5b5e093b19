//! Calls on dicts.

use hpy_sys::HPy;

use super::{handle, plain, type_};
use crate::Result;
use crate::context::Context;
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
