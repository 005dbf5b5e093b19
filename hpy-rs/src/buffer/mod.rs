//! Memory shared with Python: of a class of ours by [`BufferExport`], `#[hpy_type(buffer)]`; of other objects by [`PyBuffer`].
//!
//! As long as a view is open, the object's value counts as borrowed, so that no `&mut self` method can move what the view
//! shows. What Python may write to is made of [`Cell`](std::cell::Cell)s.
#![expect(unsafe_code, reason = "memory that two languages see")]

mod cells;
mod copied;
mod dimensions;
mod element;
mod export;
mod pinned;
mod read_only_cell;
mod request;
mod view;

pub use cells::Cells;
pub use element::Element;
pub use export::Buffer;
pub use read_only_cell::ReadOnlyCell;
pub use view::PyBuffer;

use crate::Result;
use crate::class::HpyType;

pub(crate) use element::{bytes_of, expect_format, is_format_of, of_bytes, wrong_count};
pub(crate) use request::{fill, free};
pub(crate) use view::copy_of_memory;

/// A class whose instances share memory with `memoryview`, `bytes`, numpy and whatever else understands buffers; made one
/// by `#[hpy_type(buffer)]`.
///
/// ```
/// use hpy_rs::buffer::{Buffer, BufferExport};
/// use hpy_rs::prelude::*;
///
/// #[hpy_type(buffer)]
/// struct Image {
///     width: usize,
///     pixels: Vec<u8>,
/// }
///
/// impl BufferExport for Image {
///     fn buffer(&self) -> Result<Buffer<'_>> {
///         Buffer::new(&self.pixels).with_shape(&[self.pixels.len() / self.width, self.width])
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` shows no memory",
    label = "does not implement `BufferExport`",
    note = "implement `hpy_rs::buffer::BufferExport`, or leave out the option `buffer`"
)]
pub trait BufferExport: HpyType {
    /// The memory to share. The value stays borrowed for as long as Python looks at it.
    ///
    /// # Errors
    /// What the method returns; `BufferError` is the usual one.
    fn buffer(&self) -> Result<Buffer<'_>>;
}
