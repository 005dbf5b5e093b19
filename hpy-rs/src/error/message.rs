//! What an error *to raise* consists of.
#![expect(unsafe_code, reason = "packs a &'static str into 12 bytes, so that an error takes 16 and no allocation")]

use std::borrow::Cow;
use std::fmt;
use std::ptr::NonNull;

use super::builtin::Builtin;
use super::create::NewException;

/// The type of an exception to raise.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Builtin(Builtin),
    /// Made by `create_exception!`.
    Created(&'static NewException),
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Builtin(builtin) => builtin.name(),
            Kind::Created(created) => created.name(),
        }
    }
}

/// What the exception says.
#[derive(Clone)]
pub(crate) enum Detail {
    Text(Cow<'static, str>),
    /// An object of type `found` where `expected` was wanted; worded when it is known which argument it was.
    WrongType {
        expected: Cow<'static, str>,
        found: String,
    },
    /// An error number of the operating system: `OSError` chooses its subclass by it.
    Errno {
        code: i32,
        text: String,
    },
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Text(text) => f.write_str(text),
            Detail::WrongType { expected, found } => write!(f, "must be {expected}, not {found}"),
            Detail::Errno { code, text } => write!(f, "[Errno {code}] {text}"),
        }
    }
}

/// An exception to raise, where [`StaticText`] is not enough.
#[derive(Clone)]
pub(crate) struct Message {
    pub(super) kind: Kind,
    pub(super) detail: Detail,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.detail)
    }
}

/// The start of a `&'static str`; its length is kept beside it.
#[derive(Clone, Copy)]
pub(crate) struct StaticText(NonNull<u8>);

// SAFETY: it stands for a `&'static str`, which is Send.
unsafe impl Send for StaticText {}
// SAFETY: it stands for a `&'static str`, which is Sync.
unsafe impl Sync for StaticText {}

impl StaticText {
    /// Splits a text into start and length; `None` if it is too long for 32 bits.
    pub(super) fn new(text: &'static str) -> Option<(Self, TextLength)> {
        let length = u32::try_from(text.len()).ok()?;
        Some((StaticText(NonNull::from(text.as_bytes()).cast()), TextLength(length)))
    }

    /// The text again.
    pub(super) fn get(self, length: TextLength) -> &'static str {
        // SAFETY: `new` is the only maker of both values, and the two are only ever kept side by side, in one
        // `Repr::Static`: together they are a `&'static str`.
        let bytes = unsafe { std::slice::from_raw_parts(self.0.as_ptr(), length.0 as usize) };
        // SAFETY: as above; the bytes were a str.
        unsafe { std::str::from_utf8_unchecked(bytes) }
    }
}

/// The length of a [`StaticText`].
#[derive(Clone, Copy)]
pub(crate) struct TextLength(u32);
