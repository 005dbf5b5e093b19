//! From the object that holds a JSON text to the text.

use hpy_rs::prelude::*;

use super::Reader;
use crate::unicode;

static BYTEARRAY: Global = Global::new();
static MEMORYVIEW: Global = Global::new();

/// Runs `work` on the text in a `str`, `bytes` or `bytearray`.
pub(crate) fn with_text<R>(source: &Handle<'_>, work: impl FnOnce(Reader<'_>) -> Result<R>) -> Result<R> {
    if source.is_instance_of::<PyStr>() {
        return with_str(source, work);
    }
    if source.is_instance_of::<PyBytes>() {
        return work(Reader::of_bytes(source.extract()?));
    }
    let ctx = source.ctx();
    let bytearray = BYTEARRAY.get_or_try_init(ctx, || ctx.builtins().get_item("bytearray"))?;
    if source.is_instance(&bytearray)? {
        return work(Reader::of_bytes(source.bytes()?.as_bytes())); // A copy: Python code that we run may change it.
    }
    Err(PyTypeError::new(if is_buffer(source) {
        "Arbitrary bytes-like objects are no longer supported. Use either string, bytes, or bytearray."
    } else {
        "Expected string, bytes, or bytearray"
    }))
}

fn with_str<R>(source: &Handle<'_>, work: impl FnOnce(Reader<'_>) -> Result<R>) -> Result<R> {
    let text = source.cast::<PyStr>()?;
    match unicode::of_str(text)? {
        unicode::Content::Text(text) => work(Reader::of_str(text)),
        unicode::Content::Surrogates(bytes) => work(Reader::of_bytes(bytes.as_bytes())),
    }
}

/// Whether a `memoryview` can be made of an object.
#[cold]
fn is_buffer(object: &Handle<'_>) -> bool {
    let ctx = object.ctx();
    let memoryview = MEMORYVIEW.get_or_try_init(ctx, || ctx.builtins().get_item("memoryview"));
    memoryview.and_then(|memoryview| memoryview.call((object,))).is_ok()
}
