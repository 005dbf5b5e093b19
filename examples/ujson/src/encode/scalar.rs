//! Strings, numbers and keys.

use hpy_rs::prelude::*;

use super::Encoder;
use super::escape;
use super::number;
use crate::unicode::{self, Content};

impl<'ctx> Encoder<'ctx> {
    #[inline]
    pub(super) fn write_str(&mut self, text: Borrowed<'_, 'ctx, PyStr>) -> Result<()> {
        match unicode::of_str(text)? {
            Content::Text(text) => escape::write_str(&mut self.out, text, self.options.escapes),
            Content::Surrogates(bytes) => self.write_bytes(bytes.as_bytes()),
        }
    }

    /// Writes the content of a `bytes` as a string.
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        escape::write_bytes(&mut self.out, bytes, self.options.escapes)
    }

    #[inline]
    pub(super) fn write_float(&mut self, value: f64) -> Result<()> {
        number::write_float(&mut self.out, value, self.options.allow_nan)
    }

    /// Writes an `int`, or a `bool`, which is one too.
    #[inline]
    pub(super) fn write_int(&mut self, int: Borrowed<'_, 'ctx, PyInt>) -> Result<()> {
        match int.extract::<i64>() {
            Ok(value @ 0..=1) => self.write_zero_or_one(int, value),
            Ok(value) => number::write_int(&mut self.out, value),
            Err(_) => self.write_long(int),
        }
    }

    fn write_zero_or_one(&mut self, int: Borrowed<'_, 'ctx, PyInt>, value: i64) -> Result<()> {
        let text: &[u8] = if int.is(&self.ctx.true_()) {
            b"true"
        } else if int.is(&self.ctx.false_()) {
            b"false"
        } else if value == 1 {
            b"1"
        } else {
            b"0"
        };
        self.out.extend(text)
    }

    /// Writes an `int` of more than 64 bits as `int` itself does, whatever a subclass says.
    #[cold]
    fn write_long(&mut self, int: Borrowed<'_, 'ctx, PyInt>) -> Result<()> {
        if let Ok(value) = int.extract::<u64>() {
            return number::write_int(&mut self.out, value);
        }
        let text = self.ctx.int_type().call_method("__repr__", (int,))?;
        self.out.extend(text.extract::<&str>()?.as_bytes())
    }

    /// Writes a key of a dict, as a string, and what comes behind it.
    #[inline]
    pub(super) fn write_key(&mut self, key: &Handle<'ctx>) -> Result<()> {
        match key.cast_opt::<PyStr>() {
            Some(text) => self.write_str(text)?,
            None => self.write_other_key(key)?,
        }
        self.out.extend(&self.options.behind_key)
    }

    /// Keys are written as `str` shows them, but for the three that have a word in JSON, and `bytes`.
    fn write_other_key(&mut self, key: &Handle<'ctx>) -> Result<()> {
        if let Some(bytes) = key.cast_opt::<PyBytes>() {
            return self.write_bytes(bytes.as_bytes());
        }
        if let Some(word) = word_of(key) {
            return self.out.extend(word);
        }
        self.write_str(key.str()?.as_borrowed())
    }
}

fn word_of(key: &Handle<'_>) -> Option<&'static [u8]> {
    let ctx = key.ctx();
    if key.is_none() {
        Some(b"\"null\"")
    } else if key.is(&ctx.true_()) {
        Some(b"\"true\"")
    } else if key.is(&ctx.false_()) {
        Some(b"\"false\"")
    } else {
        None
    }
}
