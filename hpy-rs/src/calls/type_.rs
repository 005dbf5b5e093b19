//! Calls on types.

use hpy_sys::{HPy, api};

use super::plain;
use crate::Result;
use crate::handle::Handle;
use crate::types::PyType;

/// The type of an object, borrowed from it; null where it must be asked for.
#[inline(always)]
pub(crate) fn at_hand(object: &Handle<'_>) -> HPy {
    // SAFETY: an open handle.
    unsafe { api::type_of(object.as_raw()) }
}

/// Whether an object has this in its header for its type. Asked where handles lead to objects only; 0 is no type.
#[inline(always)]
pub(crate) fn is_in_header(object: &Handle<'_>, word: isize) -> bool {
    // SAFETY: an open handle, which leads to an object.
    unsafe { api::type_word(object.as_raw()) }.0 == word
}

pub(crate) fn is_subtype(kind: &Handle<'_, PyType>, of: &Handle<'_, PyType>) -> bool {
    plain!(kind.ctx(), HPyType_IsSubtype(kind.as_raw(), of.as_raw())) != 0
}

/// The name as `type.__name__` gives it. An attribute rather than `HPyType_GetName`, whose result differs by runtime.
pub(crate) fn name(kind: &Handle<'_, PyType>) -> Result<String> {
    super::object::get_attr_c(kind, c"__name__")?.extract()
}
