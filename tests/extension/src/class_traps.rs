//! What `test_class_traps.py` needs beside the other classes.

use hpy_rs::buffer::{Buffer, BufferExport};
use hpy_rs::prelude::*;

/// Bytes that are shown to whoever asks.
#[hpy_type(buffer)]
pub(crate) struct Shared {
    bytes: Vec<u8>,
}

impl BufferExport for Shared {
    fn buffer(&self) -> Result<Buffer<'_>> {
        Buffer::new(&self.bytes).with_shape(&[self.bytes.len() / 2, 2])
    }
}

#[hpy_methods]
impl Shared {
    #[new]
    fn new(bytes: &[u8]) -> Self {
        Shared { bytes: bytes.to_vec() }
    }

    /// Moves the memory, which no view may show meanwhile.
    fn grow(&mut self) {
        self.bytes.extend([0; 100]);
    }
}
