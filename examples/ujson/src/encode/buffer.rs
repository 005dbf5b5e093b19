//! [`Buffer`]: the text that `dumps` writes.

use std::collections::TryReserveError;

use hpy_rs::prelude::*;

use crate::scan::{Needles, STEP, padded};
use crate::unicode;

/// So many bytes are made ready at once.
const PART: usize = 1024;

/// A growing text; where there is no memory for it, it says so.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    /// What was written, and bytes to be overwritten: so room is there before it is known how much of it is needed.
    bytes: Vec<u8>,
    length: usize,
}

impl Buffer {
    /// Makes room for so many bytes.
    #[inline]
    pub(super) fn reserve(&mut self, count: usize) -> Result<()> {
        if self.bytes.len() - self.length < count { self.grow(count) } else { Ok(()) }
    }

    /// Memory is taken in ever larger parts, and filled in small ones: what is not needed is not touched.
    #[cold]
    fn grow(&mut self, count: usize) -> Result<()> {
        let wanted = self.length + count.max(PART);
        if wanted > self.bytes.capacity() {
            let more = wanted - self.bytes.len();
            self.bytes.try_reserve(more).map_err(out_of_memory)?;
        }
        self.bytes.resize(wanted, 0);
        Ok(())
    }

    /// Adds one byte.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) -> Result<()> {
        self.extend(&[byte])
    }

    /// Adds a few bytes that are known when this is compiled.
    #[inline]
    pub(super) fn extend<const N: usize>(&mut self, bytes: &[u8; N]) -> Result<()> {
        self.reserve(N)?;
        self.put(*bytes, N);
        Ok(())
    }

    /// Adds bytes.
    #[inline]
    pub(super) fn extend_slice(&mut self, bytes: &[u8]) -> Result<()> {
        let count = bytes.len();
        self.reserve(count)?;
        let room = &mut self.bytes[self.length..][..count];
        self.length += count;
        match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            // Not by a call, which costs more than it copies. Both may write what is in the middle.
            (Some(first), Some(last)) if count <= 16 => {
                room[..8].copy_from_slice(first);
                room[count - 8..].copy_from_slice(last);
            }
            (None, _) => room.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte),
            _ => room.copy_from_slice(bytes),
        }
        Ok(())
    }

    /// Adds bytes up to the first one that matters, and says how many. There must be room for them and one [`STEP`] more.
    #[inline]
    pub(super) fn extend_until<const N: usize>(&mut self, bytes: &[u8], needles: &Needles<N>) -> usize {
        let mut rest = bytes;
        while let Some((chunk, others)) = rest.split_first_chunk() {
            let index = needles.find_in_chunk(*chunk);
            self.put(*chunk, index);
            if index < STEP {
                return bytes.len() - rest.len() + index;
            }
            rest = others;
        }
        let chunk = padded(rest);
        let index = needles.find_in_chunk(chunk).min(rest.len());
        self.put(chunk, index);
        bytes.len() - rest.len() + index
    }

    /// Writes all of a chunk, for which there is room, and keeps its first `count` bytes.
    #[inline(always)]
    fn put<const N: usize>(&mut self, chunk: [u8; N], count: usize) {
        self.bytes[self.length..][..N].copy_from_slice(&chunk);
        self.length += count;
    }

    /// Adds the same byte so many times.
    pub(super) fn repeat(&mut self, byte: u8, count: usize) -> Result<()> {
        self.reserve(count)?;
        self.bytes[self.length..][..count].fill(byte);
        self.length += count;
        Ok(())
    }

    /// What was written.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// The text as a `str`.
    ///
    /// # Errors
    /// `UnicodeDecodeError` if `bytes` objects or `__json__` have brought in what is not UTF-8; `MemoryError`.
    pub(super) fn into_str(self, ctx: Context<'_>) -> Result<Handle<'_, PyStr>> {
        unicode::decode(ctx, self.as_bytes())
    }
}

#[cold]
pub(super) fn out_of_memory(_: TryReserveError) -> PyError {
    PyMemoryError::new("JSON text too large")
}
