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
