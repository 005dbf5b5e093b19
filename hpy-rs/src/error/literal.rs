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

/// The error `kind(text)`, if it is kept.
#[inline(always)]
pub(super) fn kept(kind: Builtin, text: &'static str) -> Option<Word> {
    let message = look(place_of(text))?;
    message.is(kind, text).then(|| message.into())
}

/// The error `kind(text)`, which is kept from now on if there is room.
pub(super) fn error(kind: Builtin, text: &'static str) -> Word {
    let place = place_of(text);
    match look(place) {
        Some(_) => Message::new(Kind::Builtin(kind), Detail::Text(text.into())).into(),
        None => make(place, kind, text),
    }
}

fn place_of(text: &'static str) -> &'static AtomicPtr<Message> {
    &KEPT[(text.as_ptr().addr() / 8) % PLACES]
}

fn look(place: &AtomicPtr<Message>) -> Option<&'static Message> {
    // SAFETY: null, or what was kept, which lives for ever.
    unsafe { place.load(Ordering::Acquire).as_ref() }
}

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
