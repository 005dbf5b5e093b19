//! Errors of conversions: told what they are about.

use std::borrow::Cow;

use super::message::{Detail, Kind};
use super::{PyError, PyOverflowError, PyTypeError, PyValueError, Repr, joined};
use crate::handle::Handle;

/// Tells an error to raise what it is about: `f() argument 'x'`.
///
/// `TypeError`, `OverflowError` and `ValueError` are reworded; an error that Python raised passes unchanged, since it
/// speaks for itself.
#[cold]
pub(crate) fn place(error: PyError, subject: &str) -> PyError {
    let (kind, detail) = match taken_apart(error) {
        Ok(parts) => parts,
        Err(raised) => return raised,
    };
    let detail = match (about_a_value(kind), detail) {
        (true, Detail::WrongType { expected, found }) => {
            Detail::Text(format!("{subject} must be {expected}, not {found}").into())
        }
        (true, Detail::Text(text)) => Detail::Text(joined(&[subject, ": ", &text]).map_or(text, Cow::Owned)),
        (true, detail @ Detail::Within { .. }) => Detail::Text(format!("{subject}: {detail}").into()),
        (_, detail) => detail,
    };
    PyError::message(kind, detail)
}

/// What an error to raise consists of.
///
/// # Errors
/// The error itself, if Python raised it.
#[inline]
pub(super) fn taken_apart(error: PyError) -> Result<(Kind, Detail), PyError> {
    match error.0.into_repr() {
        Repr::Kept(message) => Ok((message.kind, message.detail.clone())),
        Repr::Owned(message) => Ok((message.kind, message.detail)),
        Repr::Raised(id) => Err(PyError::raised(id)),
    }
}

/// Whether an exception of this type says that a value is wrong.
pub(super) fn about_a_value(kind: Kind) -> bool {
    const KINDS: [super::builtin::Builtin; 3] = [PyTypeError::BUILTIN, PyOverflowError::BUILTIN, PyValueError::BUILTIN];
    matches!(kind, Kind::Builtin(builtin) if KINDS.contains(&builtin))
}

/// The name of an object's type, for messages; never fails.
#[cold]
pub(super) fn type_name(object: &Handle<'_>) -> String {
    if object.is_none() {
        return "None".to_owned(); // CPython says None, not NoneType.
    }
    object.get_type().and_then(|kind| kind.shown_name()).unwrap_or_else(|_| "object".to_owned())
}
