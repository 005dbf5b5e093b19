//! Calls on dicts.

use super::{handle, plain};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;
use crate::types::{PyDict, PyList};

pub(crate) fn is_dict(object: &Handle<'_>) -> bool {
    plain!(object.ctx(), HPyDict_Check(object.as_raw())) != 0
}

pub(crate) fn new_dict(ctx: Context<'_>) -> Result<Handle<'_, PyDict>> {
    handle!(ctx, HPyDict_New())
}

pub(crate) fn keys<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyList>> {
    handle!(dict.ctx(), HPyDict_Keys(dict.as_raw()))
}

pub(crate) fn copy<'ctx>(dict: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx, PyDict>> {
    handle!(dict.ctx(), HPyDict_Copy(dict.as_raw()))
}

/// Whether [`next_pair`] gives the pairs of a dict.
#[inline(always)]
pub(crate) fn can_walk(dict: &Handle<'_, PyDict>) -> bool {
    plain!(dict.ctx(), can_walk_dict(dict.as_raw()))
}

/// The next pair of a dict that can be walked, and the place behind it.
#[inline(always)]
pub(crate) fn next_pair<'ctx>(
    dict: &Handle<'ctx, PyDict>,
    position: &mut isize,
) -> Option<(Handle<'ctx>, Handle<'ctx>)> {
    let (key, value) = plain!(dict.ctx(), dict_next(dict.as_raw(), position))?;
    // SAFETY: a new handle of this context.
    let key = unsafe { Handle::from_owned_raw(dict.ctx(), key) };
    // SAFETY: as above.
    Some((key, unsafe { Handle::from_owned_raw(dict.ctx(), value) }))
}
