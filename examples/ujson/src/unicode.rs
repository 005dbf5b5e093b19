//! Python's `str` and its content as bytes, with lone surrogates: what UTF-8 and Rust's `str` cannot express.

use hpy_rs::prelude::*;

/// The content of a `str`.
pub(crate) enum Content<'a, 'ctx> {
    Text(&'a str),
    /// Encoded as UTF-8, surrogates as if they were characters.
    Surrogates(Handle<'ctx, PyBytes>),
}

/// The content of a `str`, without a copy unless there are lone surrogates in it.
#[inline]
pub(crate) fn of_str<'a, 'ctx>(text: Borrowed<'a, 'ctx, PyStr>) -> Result<Content<'a, 'ctx>> {
    match text.to_str() {
        Ok(text) => Ok(Content::Text(text)),
        Err(error) => of_surrogates(text, error),
    }
}

#[cold]
fn of_surrogates<'a, 'ctx>(text: Borrowed<'_, 'ctx, PyStr>, error: PyError) -> Result<Content<'a, 'ctx>> {
    let ctx = text.ctx();
    if !error.matches::<hpy_rs::error::PyUnicodeEncodeError>(ctx) {
        return Err(error);
    }
    // The method of `str` itself: a subclass may have another one.
    let encode = ctx.str_type().get_attr("encode")?;
    Ok(Content::Surrogates(encode.call((text, "utf-8", "surrogatepass"))?.cast_into()?))
}

/// The `str` of UTF-8 in which surrogates may occur.
pub(crate) fn decode<'ctx>(ctx: Context<'ctx>, bytes: &[u8]) -> Result<Handle<'ctx, PyStr>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => PyStr::new(ctx, text),
        Err(_) => decode_surrogates(ctx, bytes),
    }
}

#[cold]
fn decode_surrogates<'ctx>(ctx: Context<'ctx>, bytes: &[u8]) -> Result<Handle<'ctx, PyStr>> {
    ctx.str_type().call((PyBytes::new(ctx, bytes)?, "utf-8", "surrogatepass"))?.cast_into()
}
