//! What an error *to raise* consists of.

use std::borrow::Cow;
use std::ffi::CString;
use std::fmt;

use super::arguments::GivenArguments;
use super::builtin::Builtin;
use super::create::NewException;
use crate::Result;
use crate::handle::Handle;
use crate::types::PyType;

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
    /// What they are only Python can say.
    Arguments(GivenArguments),
    /// An object of type `found` where `expected` was wanted; worded when it is known which argument it was.
    WrongType {
        expected: Cow<'static, str>,
        found: String,
    },
    /// It is about a part of the value that was converted: how to get there, and what is wrong with it.
    Within {
        path: String,
        detail: Box<Detail>,
    },
    /// An error number of the operating system: `OSError` chooses its subclass by it.
    Errno {
        code: i32,
        text: String,
        /// What raises it: here, so that only a module that can meet one carries it.
        raise: fn(&Handle<'_, PyType>, i32, &str) -> Result<()>,
    },
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Text(text) => f.write_str(text),
            Detail::Arguments(_) => f.write_str("(…)"),
            Detail::WrongType { expected, found } => write!(f, "expected {expected}, not {found}"),
            Detail::Within { path, detail } => super::path::write(f, path, detail),
            Detail::Errno { code, text, .. } => write!(f, "[Errno {code}] {text}"),
        }
    }
}

/// An exception to raise.
pub(crate) struct Message {
    pub(super) kind: Kind,
    pub(super) detail: Detail,
    /// For a text of the program that is kept for ever: the same once more, as C has it.
    pub(super) literal: Option<CString>,
}

impl Message {
    pub(super) fn new(kind: Kind, detail: Detail) -> Self {
        Message { kind, detail, literal: None }
    }

    /// Whether its text is known without Python.
    pub(super) fn has_text(&self) -> bool {
        !matches!(self.detail, Detail::Arguments(_))
    }

    /// Whether it is kept for ever.
    pub(super) fn is_kept(&self) -> bool {
        self.literal.is_some()
    }

    /// Whether it is the literal `kind(text)`.
    pub(super) fn is(&self, kind: Builtin, text: &'static str) -> bool {
        matches!((self.kind, &self.detail), (Kind::Builtin(one), Detail::Text(Cow::Borrowed(known)))
            if one == kind && std::ptr::eq(*known, text))
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.detail)
    }
}
