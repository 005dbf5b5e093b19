//! Errors whose text is part of the program: the first ones are made once and kept, so that raising them again takes no
//! allocation.
#![expect(unsafe_code, reason = "follows pointers to what is kept")]

use std::ffi::CString;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::builtin::Builtin;
use super::message::{Detail, Kind, Message};
use super::word::Word;

const PLACES: usize = 64;
const LONGEST: usize = 256;

static KEPT: [AtomicPtr<Message>; PLACES] = [const { AtomicPtr::new(ptr::null_mut()) }; PLACES];

/// The error `kind(text)`.
pub(super) fn error(kind: Builtin, text: &'static str) -> Word {
    let place = &KEPT[(text.as_ptr().addr() / 8) % PLACES];
    // SAFETY: null, or what was kept, which lives for ever.
    match unsafe { place.load(Ordering::Acquire).as_ref() } {
        Some(message) if message.is(kind, text) => message.into(),
        Some(_) => Message::new(Kind::Builtin(kind), Detail::Text(text.into())).into(),
        None => make(place, kind, text),
    }
}

#[cold]
fn make(place: &AtomicPtr<Message>, kind: Builtin, text: &'static str) -> Word {
    let mut message = Box::new(Message::new(Kind::Builtin(kind), Detail::Text(text.into())));
    message.literal = if text.len() <= LONGEST { CString::new(text).ok() } else { None };
    if message.literal.is_none() {
        return Word::from(*message);
    }
    let message = Box::into_raw(message);
    let kept = place.compare_exchange(ptr::null_mut(), message, Ordering::AcqRel, Ordering::Acquire);
    let Err(_) = kept else {
        // SAFETY: it is kept from now on, and not changed.
        return unsafe { &*message }.into();
    };
    // Another thread was first. This one is no literal, or else nobody would free it.
    // SAFETY: made above, and nobody else has it.
    let mut message = unsafe { Box::from_raw(message) };
    message.literal = None;
    Word::from(*message)
}
