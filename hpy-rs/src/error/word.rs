//! An error as one word: the address of a [`Message`], or the number of a raised error.
#![expect(unsafe_code, reason = "an address that may be a number")]

use std::mem::ManuallyDrop;
use std::ptr::{self, NonNull};

use super::message::Message;
use super::raised::RaisedId;

/// One word, so that an error leaves every function in a register. Numbers are odd, and addresses are not.
pub(super) struct Word(NonNull<Message>);

// SAFETY: it owns a `Message` or a `RaisedId`, which are Send.
unsafe impl Send for Word {}
// SAFETY: as above; they are Sync.
unsafe impl Sync for Word {}

const _: () = {
    const fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<Message>();
    is_send_and_sync::<RaisedId>();
    assert!(align_of::<Message>() > 1);
};

/// What an error is.
pub(super) enum Repr {
    /// To raise.
    Owned(Box<Message>),
    /// To raise: a text of the program, which is kept.
    Kept(&'static Message),
    /// Raised by Python.
    Raised(RaisedId),
}

/// What an error is, looked at.
pub(super) enum View<'a> {
    /// To raise.
    Message(&'a Message),
    /// Raised by Python.
    Raised(ManuallyDrop<RaisedId>),
}

impl From<Message> for Word {
    fn from(message: Message) -> Self {
        Word(NonNull::from(Box::leak(Box::new(message))))
    }
}

impl From<&'static Message> for Word {
    fn from(message: &'static Message) -> Self {
        Word(NonNull::from(message))
    }
}

impl From<RaisedId> for Word {
    #[inline(always)]
    fn from(id: RaisedId) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "no process keeps errors over as many as a word can count")]
        let number = (ManuallyDrop::new(id).number() << 1 | 1) as usize;
        // SAFETY: odd, so not null.
        Word(unsafe { NonNull::new_unchecked(ptr::without_provenance_mut(number)) })
    }
}

impl Word {
    pub(super) fn view(&self) -> View<'_> {
        let number = self.0.addr().get();
        if number & 1 == 1 {
            return View::Raised(ManuallyDrop::new(RaisedId::of((number >> 1) as u64)));
        }
        // SAFETY: an even word is the address of a message, which lives as long as the word.
        View::Message(unsafe { self.0.as_ref() })
    }

    pub(super) fn into_repr(self) -> Repr {
        let this = ManuallyDrop::new(self);
        match this.view() {
            View::Raised(id) => Repr::Raised(ManuallyDrop::into_inner(id)),
            View::Message(message) if message.is_kept() => {
                // SAFETY: what is kept lives for ever.
                Repr::Kept(unsafe { this.0.as_ref() })
            }
            View::Message(_) => {
                // SAFETY: it was made of a box, which the word owned.
                Repr::Owned(unsafe { Box::from_raw(this.0.as_ptr()) })
            }
        }
    }
}

impl Drop for Word {
    #[cold]
    fn drop(&mut self) {
        // SAFETY: a copy that owns what the word owned, which nobody uses any more.
        drop(unsafe { ptr::read(self) }.into_repr());
    }
}
