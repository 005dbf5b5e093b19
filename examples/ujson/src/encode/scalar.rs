//! Strings, numbers and keys.

use hpy_rs::Kind;
use hpy_rs::prelude::*;

use super::Encoder;
use super::escape;
use super::number;
use crate::unicode::{self, Content};

impl<'ctx> Encoder<'ctx> {
    #[inline]
    pub(super) fn write_str(&mut self, text: Borrowed<'_, 'ctx, PyStr>) -> Result<()> {
        match unicode::of_str(text)? {
            Content::Text(text) => escape::write_str(&mut self.out, text, &self.options.escapes),
            Content::Surrogates(bytes) => self.write_bytes(bytes.as_bytes()),
        }
    }

    /// Writes the content of a `bytes` as a string.
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        escape::write_bytes(&mut self.out, bytes, &self.options.escapes)
    }

    #[inline]
    pub(super) fn write_float(&mut self, value: f64) -> Result<()> {
        number::write_float(&mut self.out, value, self.options.allow_nan)
    }

    /// Writes an `int`, or a `bool`, which is one too.
    #[inline]
    pub(super) fn write_int(&mut self, int: Borrowed<'_, 'ctx, PyInt>) -> Result<()> {
        match int.extract::<i64>() {
            Ok(value @ 0..=1) => match int.cast_opt::<PyBool>() {
                Some(bool) if bool.value() => self.out.extend(b"true"),
                Some(_) => self.out.extend(b"false"),
                None => self.out.push(if value == 0 { b'0' } else { b'1' }),
            },
            Ok(value) => number::write_int(&mut self.out, value),
            Err(_) => self.write_long(int),
        }
    }

    /// Writes an `int` of more than 64 bits as `int` itself does, whatever a subclass says.
    #[cold]
    fn write_long(&mut self, int: Borrowed<'_, 'ctx, PyInt>) -> Result<()> {
        if let Ok(value) = int.extract::<u64>() {
            return number::write_int(&mut self.out, value);
        }
        let text = self.ctx.int_type().call_method("__repr__", (int,))?;
        self.out.extend_slice(text.extract::<&str>()?.as_bytes())
    }

    /// Writes a key of a dict, as a string, and what comes behind it.
    #[inline]
    pub(super) fn write_key(&mut self, key: &Handle<'ctx>) -> Result<()> {
        match key.kind() {
            Kind::Str(text) => self.write_str(text)?,
            _ => self.write_other_key(key)?,
        }
        self.options.end_key(&mut self.out)
    }

    /// Keys are written as `str` shows them, but for the three that have a word in JSON, and `bytes`.
    fn write_other_key(&mut self, key: &Handle<'ctx>) -> Result<()> {
        if let Some(bytes) = key.cast_opt::<PyBytes>() {
            return self.write_bytes(bytes.as_bytes());
        }
        if let Some(word) = word_of(key) {
            return self.out.extend_slice(word);
        }
        self.write_str(key.str()?.as_borrowed())
    }
}

fn word_of(key: &Handle<'_>) -> Option<&'static [u8]> {
    if key.is_none() {
        Some(b"\"null\"")
    } else {
        key.cast_opt::<PyBool>().map(|bool| if bool.value() { &b"\"true\""[..] } else { b"\"false\"" })
    }
}
