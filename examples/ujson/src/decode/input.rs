//! From the object that holds a JSON text to the text.

use hpy_rs::prelude::*;
use hpy_rs::types::{PyByteArray, PyMemoryView};

use super::Reader;
use crate::unicode;

/// Runs `work` on the text in a `str`, `bytes` or `bytearray`.
pub(crate) fn with_text<R>(source: &Handle<'_>, work: impl FnOnce(Reader<'_>) -> Result<R>) -> Result<R> {
    if source.is_instance_of::<PyStr>() {
        return with_str(source, work);
    }
    if source.is_instance_of::<PyBytes>() {
        return work(Reader::of_bytes(source.extract()?));
    }
    if source.is_instance_of::<PyByteArray>() {
        return work(Reader::of_bytes(source.bytes()?.as_bytes())); // A copy: Python code that we run may change it.
    }
    Err(PyTypeError::new(if PyMemoryView::new(source).is_ok() {
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
