//! Errors that say where in nested data they are: `users[3].age must be int, not str`.

use std::fmt;

use super::conversion::{about_a_value, place, taken_apart};
use super::message::{Detail, Kind};
use super::{PyError, PyValueError, View};
use crate::handle::Handle;
use crate::types::{PyInt, PyStr};

/// The longest key that is shown.
const LONGEST: usize = 64;

/// Of the item at an index.
#[cold]
pub(crate) fn at_index(error: PyError, index: usize) -> PyError {
    within(error, &format!("[{index}]"))
}

/// Of the value of a key.
#[cold]
pub(crate) fn at_key(error: PyError, key: &Handle<'_>) -> PyError {
    within(error, &step(key))
}

/// Of an item that has no index, as that of a set.
#[cold]
pub(crate) fn of_item(error: PyError) -> PyError {
    place(error, "item")
}

/// Of a key itself. That the data say what they should not, as an unknown field is, is nothing about the key alone.
#[cold]
pub(crate) fn of_key(error: PyError) -> PyError {
    match error.0.view() {
        View::Message(message) if !matches!(message.kind, Kind::Builtin(kind) if kind == PyValueError::BUILTIN) => {
            place(error, "key")
        }
        _ => error,
    }
}

/// Tells an error to raise that it is about a part of the value. What Python raised passes unchanged.
fn within(error: PyError, step: &str) -> PyError {
    let (kind, detail) = match taken_apart(error) {
        Ok(parts) => parts,
        Err(raised) => return raised,
    };
    let detail = match detail {
        detail if !about_a_value(kind) => detail,
        detail @ Detail::Arguments(_) => detail,
        Detail::Within { path, detail } => Detail::Within { path: format!("{step}{path}"), detail },
        detail => Detail::Within { path: step.to_owned(), detail: Box::new(detail) },
    };
    PyError::message(kind, detail)
}

/// The step to the value of a key: `.name`, `["a name"]`, `[5]`; of any other key its type, since its text may be anything.
fn step(key: &Handle<'_>) -> String {
    if let Some(text) = key.cast_opt::<PyStr>() {
        match text.as_str() {
            Ok(text) if is_name(text) => return format!(".{text}"),
            Ok(text) if text.len() <= LONGEST => return format!("[{text:?}]"),
            _ => {}
        }
    } else if key.is_instance_of::<PyInt>()
        && let Ok(number) = key.extract::<i64>()
    {
        return format!("[{number}]");
    }
    format!("[{}]", super::conversion::type_name(key))
}

fn is_name(text: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.len() <= LONGEST && text.chars().all(is_part) && text.starts_with(|first: char| !first.is_numeric())
}

/// The path, as from a local variable, and the detail behind it.
pub(super) fn write(f: &mut fmt::Formatter<'_>, path: &str, detail: &Detail) -> fmt::Result {
    f.write_str(path.strip_prefix('.').unwrap_or(path))?;
    match detail {
        Detail::WrongType { expected, found } => write!(f, " must be {expected}, not {found}"),
        detail => write!(f, ": {detail}"),
    }
}
