//! [`PyBytes`].

use super::{PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};

/// Python's `bytes`.
#[derive(Clone, Copy, Debug)]
pub struct PyBytes(());

impl PyTyped for PyBytes {}

impl PyTypeInfo for PyBytes {
    const NAME: &'static str = "bytes";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.bytes_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::text::is_bytes(object)
    }
}

impl PyBytes {
    /// A new `bytes` with a copy of `content`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn new<'ctx>(ctx: Context<'ctx>, content: &[u8]) -> Result<Handle<'ctx, PyBytes>> {
        calls::text::new_bytes(ctx, content)
    }
}

impl Handle<'_, PyBytes> {
    /// The content, without a copy, for as long as this handle lives.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        calls::text::as_bytes(self.as_borrowed())
    }
}

impl<'a> Borrowed<'a, '_, PyBytes> {
    /// The content, without a copy, for the whole length of this borrow.
    #[inline]
    pub fn to_bytes(self) -> &'a [u8] {
        calls::text::as_bytes(self)
    }
}
