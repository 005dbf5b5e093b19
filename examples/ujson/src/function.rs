//! The functions of the module. Their doc comments are what Python's `help` shows.
#![expect(clippy::doc_markdown, reason = "no markdown in Python")]

use hpy_rs::prelude::*;

use crate::decode::{decode, with_text};
use crate::encode::{Arguments, Flag, Options, encode};
use crate::file;

/// Decode a JSON text, a str, bytes or bytearray of UTF-8, to Python objects.
///
/// Raises JSONDecodeError, a ValueError, if it is not JSON.
#[hpy_function]
pub(crate) fn loads<'ctx>(obj: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    with_text(obj, |text| decode(obj.ctx(), text))
}

/// Decode the JSON text that fp.read() gives to Python objects.
#[hpy_function]
pub(crate) fn load<'ctx>(fp: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    loads(&file::read(fp)?)
}

/// Encode an object as a JSON text.
///
/// ensure_ascii: escape what is not ASCII.
/// encode_html_chars: escape <, > and &.
/// escape_forward_slashes: escape /.
/// sort_keys: write the keys of dicts in order.
/// indent: the spaces by which each level is indented; 0 for one line.
/// allow_nan: write NaN, Infinity and -Infinity; else they raise OverflowError.
/// reject_bytes: raise TypeError for bytes; else they are UTF-8.
/// default: called with an object that cannot be encoded; gives one to encode in its place.
/// separators: what stands between items, and behind a key.
#[hpy_function(
    signature = (
        obj,
        ensure_ascii = Flag(true),
        encode_html_chars = Flag(false),
        escape_forward_slashes = Flag(true),
        sort_keys = Flag(false),
        indent = 0,
        allow_nan = Flag(true),
        reject_bytes = Flag(true),
        default = None,
        separators = None,
    ),
    text_signature = "(obj, ensure_ascii=True, encode_html_chars=False, escape_forward_slashes=True, \
                      sort_keys=False, indent=0, allow_nan=True, reject_bytes=True, default=None, separators=None)"
)]
#[expect(clippy::too_many_arguments, reason = "they are ujson's")]
pub(crate) fn dumps<'ctx>(
    obj: &Handle<'ctx>,
    ensure_ascii: Flag,
    encode_html_chars: Flag,
    escape_forward_slashes: Flag,
    sort_keys: Flag,
    indent: i64,
    allow_nan: Flag,
    reject_bytes: Flag,
    default: Option<Borrowed<'_, 'ctx>>,
    separators: Option<Borrowed<'_, 'ctx>>,
) -> Result<Handle<'ctx, PyStr>> {
    let arguments = Arguments {
        ensure_ascii,
        encode_html_chars,
        escape_forward_slashes,
        sort_keys,
        indent,
        allow_nan,
        reject_bytes,
        default,
        separators,
    };
    encode(obj, Options::new(&arguments)?)
}

/// Encode an object as a JSON text and hand it to fp.write(); the options are those of dumps().
#[hpy_function(
    signature = (
        obj,
        fp,
        *,
        ensure_ascii = Flag(true),
        encode_html_chars = Flag(false),
        escape_forward_slashes = Flag(true),
        sort_keys = Flag(false),
        indent = 0,
        allow_nan = Flag(true),
        reject_bytes = Flag(true),
        default = None,
        separators = None,
    ),
    text_signature = "(obj, fp, *, ensure_ascii=True, encode_html_chars=False, escape_forward_slashes=True, \
                      sort_keys=False, indent=0, allow_nan=True, reject_bytes=True, default=None, separators=None)"
)]
#[expect(clippy::too_many_arguments, reason = "they are ujson's")]
pub(crate) fn dump<'ctx>(
    obj: &Handle<'ctx>,
    fp: &Handle<'ctx>,
    ensure_ascii: Flag,
    encode_html_chars: Flag,
    escape_forward_slashes: Flag,
    sort_keys: Flag,
    indent: i64,
    allow_nan: Flag,
    reject_bytes: Flag,
    default: Option<Borrowed<'_, 'ctx>>,
    separators: Option<Borrowed<'_, 'ctx>>,
) -> Result<()> {
    let write = file::method_of(fp, "write")?;
    let arguments = Arguments {
        ensure_ascii,
        encode_html_chars,
        escape_forward_slashes,
        sort_keys,
        indent,
        allow_nan,
        reject_bytes,
        default,
        separators,
    };
    write.call((encode(obj, Options::new(&arguments)?)?,))?;
    Ok(())
}
