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

    /// A new `bytes` of `length` bytes that `fill` writes; at first they are zeros. On CPython they are not copied.
    ///
    /// # Errors
    /// What `fill` returns; `MemoryError`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn countdown(ctx: Context<'_>, start: u8) -> Result<Handle<'_, PyBytes>> {
    ///     PyBytes::new_with(ctx, start.into(), |bytes| {
    ///         for (byte, number) in bytes.iter_mut().zip((1..=start).rev()) {
    ///             *byte = number;
    ///         }
    ///         Ok(())
    ///     })
    /// }
    /// ```
    pub fn new_with(
        ctx: Context<'_>,
        length: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<()>,
    ) -> Result<Handle<'_, PyBytes>> {
        calls::text::new_bytes_with(ctx, length, fill)
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
