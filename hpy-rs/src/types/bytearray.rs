//! [`PyByteArray`].

use super::named::named_types;
use super::{PyBytes, PyMemoryView, PyTypeInfo};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;

named_types! {
    /// Python's `bytearray`.
    PyByteArray: "bytearray" = "bytearray" in "builtins";
}

impl PyByteArray {
    /// A new `bytearray` with a copy of `content`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new<'ctx>(ctx: Context<'ctx>, content: &[u8]) -> Result<Handle<'ctx, PyByteArray>> {
        PyByteArray::type_object(ctx)?.call((PyBytes::new(ctx, content)?,))?.cast_into()
    }
}

impl<'ctx> Handle<'ctx, PyByteArray> {
    /// A copy of the content.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn to_bytes(&self) -> Result<Handle<'ctx, PyBytes>> {
        let view = PyMemoryView::new(self)?;
        let content = view.to_bytes();
        view.release()?;
        content
    }

    /// A copy of the content.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn to_vec(&self) -> Result<Vec<u8>> {
        self.to_bytes()?.extract()
    }
}
