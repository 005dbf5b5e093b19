//! Which names Python accepts.

use syn::Ident;
use syn::ext::IdentExt;
use syn::parse::Parser;

/// The keywords of Python 3.8 to 3.15; the soft ones are ordinary names.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// The types that need no import in Rust.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

/// Whether `name` is that of a primitive type of Rust.
pub(super) fn is_primitive(name: &str) -> bool {
    PRIMITIVES.contains(&name)
}

pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Whether `name` can be written in Python: an identifier, and no keyword. Rust and Python agree on the letters.
pub(super) fn is_identifier(name: &str) -> bool {
    let as_written = |ident: Ident| ident == name;
    !is_keyword(name) && !name.starts_with("r#") && Ident::parse_any.parse_str(name).is_ok_and(as_written)
}

/// Whether `name` can be the name of a module, which is part of the names of exported symbols.
pub(super) fn is_module_name(name: &str) -> bool {
    name.is_ascii() && is_identifier(name)
}

#[cfg(test)]
mod tests {
    use super::{is_identifier, is_module_name};

    #[test]
    fn identifiers_are_those_of_python() {
        for name in ["a", "_", "type", "match", "self", "crate", "größe", "a1"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in ["", "1a", "a b", " a", "a.b", "r#type", "class", "None", "a\\0"] {
            assert!(!is_identifier(name), "{name}");
        }
    }

    #[test]
    fn modules_are_named_in_ascii() {
        assert!(is_module_name("_core"));
        assert!(!is_module_name("größe"));
        assert!(!is_module_name("a.b"));
    }
}
