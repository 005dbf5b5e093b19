//! `str`, `repr`, `ascii` and `bytes` of objects, and texts between both worlds.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn str_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    object.str()
}

#[hpy_function]
pub(crate) fn repr_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    object.repr()
}

#[hpy_function]
pub(crate) fn ascii_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    object.ascii()
}

#[hpy_function]
pub(crate) fn bytes_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyBytes>> {
    object.bytes()
}

/// Through Rust and back, by both ways to read and the one to make.
#[hpy_function]
pub(crate) fn through_rust<'ctx>(ctx: Context<'ctx>, text: Borrowed<'_, 'ctx, PyStr>) -> Result<Handle<'ctx, PyTuple>> {
    let by_handle = text.as_str()?.to_owned();
    (by_handle, PyStr::new(ctx, text.to_str()?)?, text.to_string()?).into_py(ctx)
}

#[hpy_function]
pub(crate) fn lossy(text: &Handle<'_, PyStr>) -> String {
    text.to_string_lossy()
}

#[hpy_function]
pub(crate) fn repeat(text: &str, times: usize) -> String {
    text.repeat(times)
}

/// The UTF-8 that Rust sees.
#[hpy_function]
pub(crate) fn utf8_of(text: &str) -> &[u8] {
    text.as_bytes()
}

#[hpy_function]
pub(crate) fn reversed_bytes<'ctx>(
    ctx: Context<'ctx>,
    bytes: Borrowed<'_, 'ctx, PyBytes>,
) -> Result<Handle<'ctx, PyBytes>> {
    let mut content = bytes.as_bytes().to_vec();
    content.reverse();
    if content.len() != bytes.to_bytes().len() {
        return Err(PyValueError::new("two views of one object differ"));
    }
    PyBytes::new(ctx, &content)
}

/// Texts made in Rust that are hard for C strings.
#[hpy_function]
pub(crate) fn awkward_texts() -> [&'static str; 6] {
    ["", "\0", "a\0b", "ä\0ö\u{10ffff}", "\u{fffd}\u{feff}", "😀"]
}
