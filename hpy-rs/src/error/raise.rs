//! From [`PyError`] to a pending exception: what the exit of every entry point does with an `Err`.

use std::mem::ManuallyDrop;

use hpy_sys::api;

use super::message::{Detail, Kind, Message};
use super::{PyError, PyRecursionError, Repr, View};
use crate::Result;
use crate::calls;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyStr, PyType};

/// Makes `error` the pending exception. The most frequent kind is a text that is there as C has it.
#[cold]
#[inline(never)]
pub(crate) fn raise(ctx: Context<'_>, error: PyError) {
    if let View::Message(message) = error.0.view()
        && let (Kind::Builtin(kind), Some(text)) = (message.kind, &message.literal)
    {
        calls::error::set_c_string(&kind.type_object(ctx), text);
        let _kept = ManuallyDrop::new(error);
        return;
    }
    raise_any(ctx, error);
}

#[inline(never)]
fn raise_any(ctx: Context<'_>, mut error: PyError) {
    for _ in 0..api::MOST_TRIES {
        match try_to_raise(ctx, error) {
            Ok(()) => return,
            Err(failure) => error = failure,
        }
    }
    calls::error::set_c_string(&PyRecursionError::type_object(ctx), api::TOO_MANY_TRIES);
}

fn try_to_raise(ctx: Context<'_>, error: PyError) -> Result<()> {
    match error.0.into_repr() {
        Repr::Kept(message) => raise_message(ctx, message),
        Repr::Owned(message) => raise_owned(ctx, message),
        Repr::Raised(id) => {
            id.restore(ctx);
            Ok(())
        }
    }
}

/// As [`raise_message`]; to let go of arguments runs code of users, so that is done before anything is pending.
fn raise_owned(ctx: Context<'_>, message: Box<Message>) -> Result<()> {
    let Detail::Arguments(arguments) = &message.detail else { return raise_message(ctx, &message) };
    let exception = arguments.exception(&type_of(ctx, message.kind)?)?;
    drop(message);
    raise_exception(&exception)
}

fn type_of(ctx: Context<'_>, kind: Kind) -> Result<Handle<'_, PyType>> {
    match kind {
        Kind::Builtin(builtin) => Ok(builtin.type_object(ctx).to_owned()),
        Kind::Created(created) => created.type_object(ctx),
    }
}

fn raise_message(ctx: Context<'_>, message: &Message) -> Result<()> {
    let kind = type_of(ctx, message.kind)?;
    match &message.detail {
        Detail::Text(text) => raise_text(ctx, kind.as_borrowed(), text),
        Detail::WrongType { .. } | Detail::Within { .. } => {
            raise_text(ctx, kind.as_borrowed(), &message.detail.to_string());
        }
        Detail::Arguments(arguments) => {
            let exception = arguments.exception(&kind)?;
            raise_exception(&exception)?;
        }
        Detail::Errno { code, text, raise } => raise(&kind, *code, text)?,
    }
    Ok(())
}

/// `raise kind(code, text)`. Made here: not every interpreter takes a tuple for the arguments, and the type is a subclass.
pub(super) fn raise_errno(kind: &Handle<'_, PyType>, code: i32, text: &str) -> Result<()> {
    raise_exception(&kind.call((code, text))?)
}

/// `raise exception`
pub(super) fn raise_exception(exception: &Handle<'_>) -> Result<()> {
    calls::error::set_object(&exception.get_type()?, exception);
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
