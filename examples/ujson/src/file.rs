//! Python's file objects.

use hpy_rs::prelude::*;

/// What `file.read()` gives.
pub(crate) fn read<'ctx>(file: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    method_of(file, "read")?.call(())
}

/// A method of a file object, looked for before any work is done for it.
pub(crate) fn method_of<'ctx>(file: &Handle<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    match file.get_attr_opt(name)? {
        Some(method) if method.is_callable() => Ok(method),
        _ => Err(PyTypeError::new("expected file")),
    }
}
