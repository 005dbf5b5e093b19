//! [`Buffer`]: the text that `dumps` writes.

use std::collections::TryReserveError;

use hpy_rs::prelude::*;

use crate::unicode;

/// A growing text; where there is no memory for it, it says so.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    /// Makes room for so many bytes.
    #[inline]
    pub(super) fn reserve(&mut self, count: usize) -> Result<()> {
        if self.bytes.capacity() - self.bytes.len() < count { self.grow(count) } else { Ok(()) }
    }

    #[cold]
    fn grow(&mut self, count: usize) -> Result<()> {
        self.bytes.try_reserve(count).map_err(out_of_memory)
    }

    /// Adds one byte.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) -> Result<()> {
        self.reserve(1)?;
        self.bytes.push(byte);
        Ok(())
    }

    /// Adds bytes.
    #[inline]
    pub(super) fn extend(&mut self, bytes: &[u8]) -> Result<()> {
        self.reserve(bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Adds the same byte so many times.
    pub(super) fn repeat(&mut self, byte: u8, count: usize) -> Result<()> {
        self.reserve(count)?;
        self.bytes.resize(self.bytes.len() + count, byte);
        Ok(())
    }

    /// What was written.
    #[cfg(test)]
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text as a `str`.
    ///
    /// # Errors
    /// `UnicodeDecodeError` if `bytes` objects or `__json__` have brought in what is not UTF-8; `MemoryError`.
    pub(super) fn into_str(self, ctx: Context<'_>) -> Result<Handle<'_, PyStr>> {
        unicode::decode(ctx, &self.bytes)
    }
}

#[cold]
pub(super) fn out_of_memory(_: TryReserveError) -> PyError {
    PyMemoryError::new("JSON text too large")
}
