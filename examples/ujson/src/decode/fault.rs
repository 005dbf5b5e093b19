//! What can be wrong with a JSON text, in ujson's words.

use std::collections::TryReserveError;

use hpy_rs::prelude::*;

use crate::JSONDecodeError;

/// Why a text cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text is wrong, in these words.
    Syntax(&'static str),
    /// There is no memory for it.
    Memory,
}

macro_rules! faults {
    ($($name:ident = $text:literal;)*) => {
        impl Fault {
            $(pub(crate) const $name: Fault = Fault::Syntax($text);)*
        }
    };
}

faults! {
    NO_VALUE = "Expected object or value";
    TRAILING_DATA = "Trailing data";
    DEPTH = "Reached object decoding depth limit";
    TRUE = "Unexpected character found when decoding 'true'";
    FALSE = "Unexpected character found when decoding 'false'";
    NULL = "Unexpected character found when decoding 'null'";
    NAN = "Unexpected character found when decoding 'NaN'";
    INFINITY = "Unexpected character found when decoding 'Infinity'";
    MINUS_INFINITY = "Unexpected character found when decoding '-Infinity'";
    FIRST_ITEM = "Unexpected character found when decoding array value (1)";
    NEXT_ITEM = "Unexpected character found when decoding array value (2)";
    KEY = "Key name of object must be 'string' when decoding 'object'";
    COLON = "No ':' found when decoding object value";
    NEXT_KEY = "Unexpected character found when decoding object value";
    OPEN_STRING = "Unmatched '\"' when decoding 'string'";
    OPEN_ESCAPE = "Unterminated escape sequence when decoding 'string'";
    ESCAPE = "Unrecognized escape sequence when decoding 'string'";
    OPEN_UNICODE = "Unterminated unicode escape sequence when decoding 'string'";
    UNICODE = "Unexpected character in unicode escape sequence when decoding 'string'";
}

impl From<TryReserveError> for Fault {
    fn from(_: TryReserveError) -> Self {
        Fault::Memory
    }
}

impl From<Fault> for PyError {
    #[cold]
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Syntax(text) => JSONDecodeError::new(text),
            Fault::Memory => PyMemoryError::new("JSON text too large"),
        }
    }
}
