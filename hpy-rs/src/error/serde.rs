//! [`PyError`] as the error of serde's traits: what Python raises on the way comes out as it is.

use std::fmt::Display;

use serde::de::{self, Expected, Unexpected};
use serde::ser;

use super::message::{Detail, Kind};
use super::{PyError, PyTypeError, PyValueError};

impl ser::Error for PyError {
    /// `ValueError`.
    fn custom<T: Display>(message: T) -> Self {
        PyValueError::new(message.to_string())
    }
}

impl de::Error for PyError {
    /// `ValueError`; so are a missing field, an unknown one, and the like.
    fn custom<T: Display>(message: T) -> Self {
        PyValueError::new(message.to_string())
    }

    /// `TypeError`.
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let detail = Detail::WrongType { expected: expected.to_string().into(), found: type_name(found) };
        PyError::message(Kind::Builtin(PyTypeError::BUILTIN), detail)
    }
}

/// The type of Python's that such a value has.
fn type_name(found: Unexpected<'_>) -> String {
    let name = match found {
        Unexpected::Bool(_) => "bool",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "int",
        Unexpected::Float(_) => "float",
        Unexpected::Char(_) | Unexpected::Str(_) => "str",
        Unexpected::Bytes(_) => "bytes",
        Unexpected::Unit => "None",
        Unexpected::Seq => "sequence",
        Unexpected::Map => "mapping",
        other => return other.to_string(),
    };
    name.to_owned()
}
