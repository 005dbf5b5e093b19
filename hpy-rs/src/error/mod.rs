//! [`PyError`]: a Python exception on its way through Rust.
//!
//! It is either *to raise* (a type and a message; no object exists yet) or *raised* (Python raised it, and it was taken
//! out of the interpreter at once). Only the exit of an entry point turns it into a pending exception.

mod arguments;
mod builtin;
pub(crate) mod carried;
mod catch;
mod conversion;
mod create;
mod joined;
mod literal;
mod message;
mod numbered;
mod path;
mod raise;
pub(crate) mod raised;
#[cfg(any(feature = "anyhow", feature = "eyre"))]
mod report;
#[cfg(feature = "serde")]
mod serde;
mod standard;
mod warn;
mod word;

use std::borrow::Cow;
use std::fmt;

use crate::handle::Borrowed;
use crate::macro_support::trampoline::never_unwinding;

pub use arguments::{ErrorArguments, Given};
pub use builtin::*;
pub(crate) use conversion::place;
pub use create::{ExceptionBase, NewException};
pub(crate) use joined::joined;
pub(crate) use path::{at_index, at_key, of_item, of_key};
pub(crate) use raise::raise;

use builtin::Builtin;
use message::{Detail, Kind, Message};
use raised::RaisedId;
use word::{Repr, View, Word};

/// `Result` with [`PyError`] as its error.
pub type Result<T, E = PyError> = std::result::Result<T, E>;

/// A Python exception on its way through Rust: one word, `'static`, `Send` and `Sync`.
///
/// Return it from a function and Python sees it raised; drop it and it is gone, as after `except: pass`.
/// [`PyTypeError::new`] and its siblings make one, `?` turns the errors of `std` into one.
///
/// An error that Python raised belongs to the call it happened in. Kept longer, or returned from another thread, it
/// becomes a `SystemError` that says so; nothing is leaked. One that comes out of
/// [`Interpreter::attach`](crate::Interpreter::attach) belongs to nobody: any thread may return it, at any time.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn checked_ratio(a: f64, b: f64) -> Result<f64> {
///     if b == 0.0 {
///         return Err(PyZeroDivisionError::new("division by zero"));
///     }
///     Ok(a / b)
/// }
/// ```
#[must_use = "an error is lost when dropped; return it, or drop it on purpose with `drop(…)`"]
pub struct PyError(Word);

impl PyError {
    /// To raise: `kind(text)`, or with arguments.
    #[inline]
    pub(crate) fn builtin(kind: Builtin, given: impl ErrorArguments) -> Self {
        match given.given() {
            Given::Text(Cow::Borrowed(text)) => PyError::literal(kind, text),
            Given::Text(Cow::Owned(text)) => PyError::composed(kind, text),
            Given::Arguments(arguments) => PyError::message(Kind::Builtin(kind), Detail::Arguments(arguments)),
        }
    }

    #[cold]
    #[inline(never)]
    fn literal(kind: Builtin, text: &'static str) -> Self {
        // By move: what a closure borrows is written to memory on either way.
        PyError(literal::kept(kind, text).unwrap_or_else(move || never_unwinding(move || literal::error(kind, text))))
    }

    #[cold]
    #[inline(never)]
    fn composed(kind: Builtin, text: String) -> Self {
        PyError::message(Kind::Builtin(kind), Detail::Text(text.into()))
    }

    /// To raise: a `TypeError` that `object` is not what was `expected`, worded as CPython does.
    #[cold]
    pub(crate) fn wrong_type(expected: &'static str, object: Borrowed<'_, '_>) -> Self {
        let found = conversion::type_name(&object);
        PyError::message(Kind::Builtin(PyTypeError::BUILTIN), Detail::WrongType { expected: expected.into(), found })
    }

    /// To raise: any type, any detail.
    #[cold]
    #[inline(never)]
    fn message(kind: Kind, detail: Detail) -> Self {
        PyError(Message::new(kind, detail).into())
    }

    /// Raised by Python.
    #[inline(always)]
    fn raised(id: RaisedId) -> Self {
        PyError(id.into())
    }

    /// The same error once more; only for one to raise.
    fn to_raise_again(&self) -> Self {
        match self.0.view() {
            View::Message(message) => PyError::message(message.kind, message.detail.clone()),
            View::Raised(_) => raised::not_of_this_call(),
        }
    }

    /// Whether Python raised it, so that it has a value and a traceback already.
    pub fn is_raised(&self) -> bool {
        matches!(self.0.view(), View::Raised(_))
    }
}

impl fmt::Display for PyError {
    /// The text of an error to raise. Of a raised one only that it is one: its text takes a context to ask for, see
    /// [`PyError::describe`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.view() {
            View::Message(message) => message.fmt(f),
            View::Raised(_) => f.write_str("a Python exception"),
        }
    }
}

impl fmt::Debug for PyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PyError({self})")
    }
}

impl std::error::Error for PyError {}

const _: () = assert!(size_of::<PyError>() == size_of::<usize>());
