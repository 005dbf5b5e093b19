//! Numbers of `serde_json` with its feature `arbitrary_precision`: they come as a struct of their text.

use crate::Result;
use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::types::{PyDict, PyStr};

/// The name of that struct, and of its field.
pub(super) const NAME: &str = "$serde_json::private::Number";

/// A dict, or the number that it stands for.
pub(in crate::serde) fn or_dict(dict: Handle<'_, PyDict>) -> Result<Handle<'_>> {
    if dict.len()? == 1 && dict.contains(NAME)? { made(&dict) } else { Ok(dict.into_any()) }
}

/// The `int` or `float` of its text.
pub(super) fn made<'ctx>(fields: &Handle<'ctx, PyDict>) -> Result<Handle<'ctx>> {
    let text = fields.get_item(NAME)?.cast_into::<PyStr>()?;
    let digits = text.as_str()?;
    if digits.contains(['.', 'e', 'E']) {
        return Ok(digits.parse::<f64>()?.into_py(text.ctx())?.into_any());
    }
    text.ctx().int_type().call((&text,))
}
