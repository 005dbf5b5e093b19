//! [`PyStr`].

use super::{PyBytes, PyType, PyTypeInfo, PyTyped};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};

/// Python's `str`.
#[derive(Clone, Copy, Debug)]
pub struct PyStr(());

impl PyTyped for PyStr {}

impl PyTypeInfo for PyStr {
    const NAME: &'static str = "str";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.str_type().to_owned())
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        calls::text::is_str(object)
    }
}

impl PyStr {
    /// A new `str`.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn new<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx, PyStr>> {
        calls::text::new_str(ctx, text)
    }
}

impl Handle<'_, PyStr> {
    /// The text, without a copy, for as long as this handle lives.
    ///
    /// # Errors
    /// `UnicodeEncodeError` if the text contains lone surrogates, which are not UTF-8.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn vowels(text: &Handle<'_, PyStr>) -> Result<usize> {
    ///     Ok(text.as_str()?.chars().filter(|c| "aeiou".contains(*c)).count())
    /// }
    /// ```
    #[inline]
    pub fn as_str(&self) -> Result<&str> {
        calls::text::as_str(self.as_borrowed().into_any())
    }

    /// A copy of the text.
    ///
    /// # Errors
    /// As [`as_str`](Self::as_str); `MemoryError`.
    pub fn to_string(&self) -> Result<String> {
        self.extract()
    }

    /// A copy of the text, with a lone surrogate escaped as in a literal: `\udc80`; never fails: a `?` where there is too little
    /// memory.
    pub fn to_string_lossy(&self) -> String {
        self.to_string().or_else(|_| self.escaped()).unwrap_or_else(|_| "?".to_owned())
    }

    /// The text with its lone surrogates escaped.
    #[cold]
    fn escaped(&self) -> Result<String> {
        // By the type, since a subclass may have an `encode` of its own.
        let encoded = self.ctx().str_type().call_method("encode", (self, "utf-8", "backslashreplace"))?;
        let mut copy = String::new();
        copy.try_reserve_exact(encoded.len()?)?;
        copy += &String::from_utf8_lossy(encoded.cast::<PyBytes>()?.as_bytes());
        Ok(copy)
    }
}

impl<'a> Borrowed<'a, '_, PyStr> {
    /// The text, without a copy, for the whole length of this borrow.
    ///
    /// # Errors
    /// As [`Handle::as_str`].
    #[inline]
    pub fn to_str(self) -> Result<&'a str> {
        calls::text::as_str(self.into_any())
    }
}
