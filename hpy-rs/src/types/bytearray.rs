//! [`PyByteArray`].

use super::named::Named;
use super::{PyBytes, PyMemoryView, PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;

static BYTEARRAY: Named = Named::new("builtins", "bytearray");

/// Python's `bytearray`.
#[derive(Clone, Copy, Debug)]
pub struct PyByteArray(());

impl PyTyped for PyByteArray {}

impl PyTypeInfo for PyByteArray {
    const NAME: &'static str = "bytearray";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        BYTEARRAY.get(ctx)
    }

    fn is_type_of(object: &Handle<'_>) -> bool {
        BYTEARRAY.is_type_of(object)
    }
}

impl PyByteArray {
    /// A new `bytearray` with a copy of `content`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new<'ctx>(ctx: Context<'ctx>, content: &[u8]) -> Result<Handle<'ctx, PyByteArray>> {
        BYTEARRAY.get(ctx)?.call((PyBytes::new(ctx, content)?,))?.cast_into()
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
