//! Calls on types.

use super::plain;
use crate::Result;
use crate::handle::Handle;
use crate::types::PyType;

pub(crate) fn is_subtype(kind: &Handle<'_, PyType>, of: &Handle<'_, PyType>) -> bool {
    plain!(kind.ctx(), HPyType_IsSubtype(kind.as_raw(), of.as_raw())) != 0
}

/// The name as `type.__name__` gives it. An attribute rather than `HPyType_GetName`, whose result differs by runtime.
pub(crate) fn name(kind: &Handle<'_, PyType>) -> Result<String> {
    super::object::get_attr_c(kind, c"__name__")?.extract()
}
