//! The memory of other objects.

use std::ffi::c_int;

use hpy_sys::api::{self, View};

use super::plain;
use crate::Result;
use crate::context::Context;
use crate::error::raised;
use crate::handle::Handle;

/// Opens a view by the flags of the C API; `close` ends it.
pub(crate) fn open(object: &Handle<'_>, flags: c_int) -> Result<View> {
    plain!(object.ctx(), buffer_get(object.as_raw(), flags)).ok_or_else(|| raised::take(object.ctx()))
}

/// Gives a view back.
///
/// # Safety
/// [`open`] has made it in a call of this interpreter; nobody looks at its memory any more.
pub(crate) unsafe fn close(ctx: Context<'_>, view: View) {
    // SAFETY: by the contract of this function; the context is valid.
    unsafe { api::buffer_release(ctx.raw(), view) };
}
