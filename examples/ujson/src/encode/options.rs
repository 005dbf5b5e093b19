//! What the caller of `dumps` wants.

use hpy_rs::TypeHint;
use hpy_rs::prelude::*;

use super::buffer::Buffer;
use super::escape::Escapes;
use crate::unicode;

/// No line may be indented by more at one level, as in ujson.
const WIDEST_INDENT: i64 = 1000;

/// The options of `dumps`, checked.
#[derive(Debug)]
pub(crate) struct Options<'ctx> {
    pub(super) escapes: Escapes,
    pub(super) sort_keys: bool,
    pub(super) allow_nan: bool,
    pub(super) reject_bytes: bool,
    /// What turns an object into one that can be written.
    pub(super) default: Option<Handle<'ctx>>,
    /// By how many spaces a level is indented; 0 for everything on one line.
    pub(super) indent: usize,
    between_items: Vec<u8>,
    behind_key: Vec<u8>,
}

/// The arguments of `dumps`, as they come from Python.
#[derive(Debug)]
pub(crate) struct Arguments<'a, 'ctx> {
    pub(crate) ensure_ascii: Flag,
    pub(crate) encode_html_chars: Flag,
    pub(crate) escape_forward_slashes: Flag,
    pub(crate) sort_keys: Flag,
    pub(crate) indent: i64,
    pub(crate) allow_nan: Flag,
    pub(crate) reject_bytes: Flag,
    pub(crate) default: Option<Borrowed<'a, 'ctx>>,
    pub(crate) separators: Option<Borrowed<'a, 'ctx>>,
}

/// A parameter that any object can be passed for: what counts is whether it is true.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag(pub(crate) bool);

impl<'a, 'ctx> FromPy<'a, 'ctx> for Flag {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.is_truthy().map(Flag)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("bool")
    }
}

impl<'ctx> Options<'ctx> {
    /// Checks the arguments.
    ///
    /// # Errors
    /// `ValueError` for an indent that is too wide, `TypeError` or `ValueError` for separators that are not two `str`.
    pub(crate) fn new(arguments: &Arguments<'_, 'ctx>) -> Result<Self> {
        if arguments.indent > WIDEST_INDENT {
            return Err(PyValueError::new("Maximum allowed indentation is 1000"));
        }
        let (between_items, behind_key) = match &arguments.separators {
            Some(separators) => read_separators(separators)?,
            None => (b",".to_vec(), if arguments.indent == 0 { &b":"[..] } else { b": " }.to_vec()),
        };
        Ok(Options {
            escapes: Escapes::new(
                arguments.ensure_ascii.0,
                arguments.escape_forward_slashes.0,
                arguments.encode_html_chars.0,
            ),
            sort_keys: arguments.sort_keys.0,
            allow_nan: arguments.allow_nan.0,
            reject_bytes: arguments.reject_bytes.0,
            default: arguments.default.map(Borrowed::to_owned),
            indent: usize::try_from(arguments.indent).unwrap_or(0),
            between_items,
            behind_key,
        })
    }

    /// Writes what stands between items.
    #[inline]
    pub(super) fn separate(&self, out: &mut Buffer) -> Result<()> {
        write_separator(out, &self.between_items)
    }

    /// Writes what stands behind a key.
    #[inline]
    pub(super) fn end_key(&self, out: &mut Buffer) -> Result<()> {
        write_separator(out, &self.behind_key)
    }

    /// Starts a new line at this depth, if lines are wanted.
    #[inline]
    pub(super) fn new_line(&self, out: &mut Buffer, depth: usize) -> Result<()> {
        if self.indent == 0 { Ok(()) } else { self.indent(out, depth) }
    }

    #[cold]
    fn indent(&self, out: &mut Buffer, depth: usize) -> Result<()> {
        out.push(b'\n')?;
        out.repeat(b' ', self.indent * depth)
    }
}

#[inline]
fn write_separator(out: &mut Buffer, separator: &[u8]) -> Result<()> {
    match separator {
        [byte] => out.push(*byte),
        bytes => out.extend_slice(bytes),
    }
}

fn read_separators(separators: &Handle<'_>) -> Result<(Vec<u8>, Vec<u8>)> {
    let Some(separators) = separators.cast_opt::<PyTuple>() else {
        return Err(PyTypeError::new("expected tuple or None as separator"));
    };
    if separators.len()? != 2 {
        return Err(PyValueError::new("expected tuple of size 2 as separator"));
    }
    let between_items = read_separator(&separators.get(0)?, "expected str as item separator")?;
    Ok((between_items, read_separator(&separators.get(1)?, "expected str as key separator")?))
}

fn read_separator(separator: &Handle<'_>, fault: &'static str) -> Result<Vec<u8>> {
    let Some(text) = separator.cast_opt::<PyStr>() else {
        return Err(PyTypeError::new(fault));
    };
    Ok(match unicode::of_str(text)? {
        unicode::Content::Text(text) => text.as_bytes().to_vec(),
        unicode::Content::Surrogates(bytes) => bytes.as_bytes().to_vec(),
    })
}
