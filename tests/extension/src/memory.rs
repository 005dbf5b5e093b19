//! Memory of other objects, and bytes made in place.

use hpy_rs::prelude::*;
use hpy_rs::types::{PyByteArray, PyMemoryView};

#[hpy_function]
pub(crate) fn view_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyMemoryView>> {
    PyMemoryView::new(object)
}

#[hpy_function]
pub(crate) fn view_described(view: &Handle<'_, PyMemoryView>) -> Result<(String, usize, Vec<usize>, bool, bool)> {
    Ok((view.format()?, view.item_size()?, view.shape()?, view.is_c_contiguous()?, view.is_readonly()?))
}

macro_rules! element_types {
    ($($name:ident: $type:ty;)*) => {
        /// Whether the items are of this type of Rust.
        #[hpy_function]
        pub(crate) fn view_holds(view: &Handle<'_, PyMemoryView>, kind: &str) -> Result<bool> {
            match kind {
                $(stringify!($name) => view.holds::<$type>(),)*
                _ => Err(PyValueError::new("no such type")),
            }
        }

        #[hpy_function]
        pub(crate) fn view_to_list<'ctx>(view: &Handle<'ctx, PyMemoryView>, kind: &str) -> Result<Handle<'ctx, PyList>> {
            match kind {
                $(stringify!($name) => PyList::new(view.ctx(), view.to_vec::<$type>()?),)*
                _ => Err(PyValueError::new("no such type")),
            }
        }

        #[hpy_function]
        pub(crate) fn copy_to_view(view: &Handle<'_, PyMemoryView>, kind: &str, items: &Handle<'_>) -> Result<()> {
            match kind {
                $(stringify!($name) => view.copy_from::<$type>(&items.extract::<Vec<$type>>()?),)*
                _ => Err(PyValueError::new("no such type")),
            }
        }
    };
}

element_types! {
    i8: i8;
    u8: u8;
    i16: i16;
    u16: u16;
    i32: i32;
    u32: u32;
    i64: i64;
    u64: u64;
    f32: f32;
    f64: f64;
}

#[hpy_function]
pub(crate) fn view_to_bytes<'ctx>(view: &Handle<'ctx, PyMemoryView>) -> Result<Handle<'ctx, PyBytes>> {
    view.to_bytes()
}

#[hpy_function]
pub(crate) fn release_view(view: Handle<'_, PyMemoryView>) -> Result<()> {
    view.release()
}

#[hpy_function]
pub(crate) fn new_bytearray<'ctx>(ctx: Context<'ctx>, content: &[u8]) -> Result<Handle<'ctx, PyByteArray>> {
    PyByteArray::new(ctx, content)
}

#[hpy_function]
pub(crate) fn bytearray_to_vec(array: &Handle<'_, PyByteArray>) -> Result<(Vec<u8>, usize)> {
    Ok((array.to_vec()?, array.len()?))
}

/// Zeros, as `bytes` or as a `str`.
#[hpy_function]
pub(crate) fn zeros(ctx: Context<'_>, length: usize, as_text: bool) -> Result<Handle<'_>> {
    let zeros = vec![0; length];
    if as_text {
        return Ok(String::from_utf8(zeros)?.into_py(ctx)?.into_any());
    }
    Ok(PyBytes::new(ctx, &zeros)?.into_any())
}

/// Calls Python in the middle of the filling.
#[hpy_function]
pub(crate) fn bytes_filled_around<'ctx>(length: usize, look: &Handle<'ctx>) -> Result<Handle<'ctx, PyBytes>> {
    PyBytes::new_with(look.ctx(), length, |bytes| {
        bytes.fill(1);
        look.call(())?;
        bytes.fill(2);
        Ok(())
    })
}

#[hpy_function]
pub(crate) fn bytes_panicking(ctx: Context<'_>, length: usize) -> Result<Handle<'_, PyBytes>> {
    PyBytes::new_with(ctx, length, |bytes| panic!("{} bytes", bytes.len()))
}

#[hpy_function]
pub(crate) fn bytes_counting_up(ctx: Context<'_>, length: usize, fail: bool) -> Result<Handle<'_, PyBytes>> {
    PyBytes::new_with(ctx, length, |bytes| {
        assert!(bytes.iter().all(|byte| *byte == 0));
        for (byte, number) in bytes.iter_mut().zip((0..=255).cycle()) {
            *byte = number;
        }
        if fail { Err(PyValueError::new("not filled")) } else { Ok(()) }
    })
}
