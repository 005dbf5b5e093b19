//! From [`PyError`] to a pending exception: what the exit of every entry point does with an `Err`.

use std::ffi::{CStr, CString};
use std::sync::OnceLock;

use super::builtin::Builtin;
use super::message::{Detail, Kind, Message, StaticText, TextLength};
use super::{PyError, Repr};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::Borrowed;
use crate::types::{PyStr, PyType};

/// Makes `error` the pending exception. The most frequent kind goes apart, in registers.
#[inline]
pub(crate) fn raise(ctx: Context<'_>, error: PyError) {
    match error.0 {
        Repr::Static { kind, len, text } => raise_static(ctx, kind, text, len),
        other => raise_other(ctx, other),
    }
}

#[cold]
#[inline(never)]
fn raise_static(ctx: Context<'_>, kind: Builtin, text: StaticText, length: TextLength) {
    let (kind, text) = (kind.type_object(ctx), text.get(length));
    match c_literal(text) {
        Some(text) => calls::error::set_c_string(&kind, text),
        None => raise_text(ctx, kind, text),
    }
}

/// A text of the program as a C string. The copies of the first few are kept: what is read right after it was written is
/// read slowly.
fn c_literal(text: &'static str) -> Option<&'static CStr> {
    const PLACES: usize = 64;
    const LONGEST: usize = 256;
    static COPIES: [OnceLock<(&str, CString)>; PLACES] = [const { OnceLock::new() }; PLACES];

    let place = &COPIES[(text.as_ptr().addr() / 8) % PLACES];
    let (known, copy) = match place.get() {
        Some(copy) => copy,
        None if text.len() <= LONGEST => {
            let copy = CString::new(text).ok()?;
            place.get_or_init(|| (text, copy))
        }
        None => return None,
    };
    std::ptr::eq(*known, text).then_some(copy.as_c_str())
}

#[cold]
#[inline(never)]
fn raise_other(ctx: Context<'_>, error: Repr) {
    match error {
        Repr::Static { kind, len, text } => raise_static(ctx, kind, text, len),
        Repr::Owned(message) => {
            if let Err(failure) = raise_message(ctx, &message) {
                raise(ctx, failure);
            }
        }
        Repr::Raised(id) => id.restore(ctx),
    }
}

fn raise_message(ctx: Context<'_>, message: &Message) -> Result<()> {
    let kind = match message.kind {
        Kind::Builtin(builtin) => builtin.type_object(ctx).to_owned(),
        Kind::Created(created) => created.type_object(ctx)?,
    };
    match &message.detail {
        Detail::Text(text) => raise_text(ctx, kind.as_borrowed(), text),
        Detail::WrongType { .. } => raise_text(ctx, kind.as_borrowed(), &message.detail.to_string()),
        Detail::Errno { code, text } => {
            // Made here: not every interpreter takes a tuple for the arguments, and the type is a subclass.
            let exception = kind.call((*code, text.as_str()))?;
            calls::error::set_object(&exception.get_type()?, &exception);
        }
    }
    Ok(())
}

/// `raise kind(text)`. A text that no C string can carry, or a failure, takes the way over a `str` object.
fn raise_text(ctx: Context<'_>, kind: Borrowed<'_, '_, PyType>, text: &str) {
    if !calls::error::set_string(&kind, text) {
        raise_by_str(ctx, kind, text);
    }
}

#[cold]
#[inline(never)]
fn raise_by_str(ctx: Context<'_>, kind: Borrowed<'_, '_, PyType>, text: &str) {
    match PyStr::new(ctx, text) {
        Ok(text) => calls::error::set_object(&kind, &text),
        Err(failure) => raise(ctx, failure),
    }
}
