//! References to what is converted: there is nothing in an object that they could refer to. The compiler would say that the type is
//! no class.

use syn::{PathArguments, Type, TypeReference};

use crate::diagnostics::{Sink, messages};
use crate::model::types::{bare, is_named, is_simple, last_segment, option_of};

/// Types with parameters, which a class cannot have.
const GENERIC: [&str; 8] = ["Vec", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "Option", "Box", "Py"];

/// Types that a class would not be called by.
const PLAIN: [&str; 3] = ["String", "PathBuf", "OsString"];

pub(super) fn check_referent(ty: &Type, sink: &mut Sink) {
    for ty in [Some(ty), option_of(ty)].into_iter().flatten() {
        if let Type::Reference(reference) = bare(ty)
            && let Some(help) = instead_of(reference)
        {
            sink.report(messages::REFERENCE_TO_VALUE.on(ty, &[&help]));
        }
    }
}

/// What to take in the place of such a reference.
fn instead_of(reference: &TypeReference) -> Option<&'static str> {
    let (referent, is_exclusive) = (bare(&reference.elem), reference.mutability.is_some());
    match referent {
        Type::Slice(slice) if is_exclusive || is_simple(&slice.elem) && !is_named(&slice.elem, "u8") => {
            Some("take a `Vec`, which is a copy, or a `PyBuffer`, which is the memory of an object such as an `array`")
        }
        Type::Path(_) if is_named(referent, "String") || is_exclusive && is_named(referent, "str") => {
            Some("take a `&str`, which is no copy, or a `String`")
        }
        Type::Path(_) if is_converted(referent) => Some(
            "take it by value, without the `&`; what should change for Python is a handle, a class or a `PyBuffer`",
        ),
        _ => None,
    }
}

/// Whether a value of this type is made of an object, and not in it.
pub(super) fn is_converted(ty: &Type) -> bool {
    is_generic(ty) || is_simple(ty) || PLAIN.iter().any(|name| is_named(ty, name))
}

/// Whether it is one of the types with parameters, and has them.
fn is_generic(ty: &Type) -> bool {
    let has_arguments = |segment: &syn::PathSegment| matches!(segment.arguments, PathArguments::AngleBracketed(_));
    GENERIC.iter().any(|name| is_named(ty, name)) && last_segment(ty).is_some_and(has_arguments)
}
