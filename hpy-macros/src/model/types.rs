//! What the type of a parameter says about how it is passed. Of a path, only the last name is looked at.

use syn::{Expr, GenericArgument, Ident, Lifetime, Path, PathArguments, PathSegment, Type, TypeReference, UnOp};

use super::Passing;
use crate::attribute::names;

/// The type without the invisible or visible parentheses around it.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

/// The last segment of a path type.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Whether `ty` is a path that ends in `name`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

/// Whether `ty` is a shared reference to a type named `name`.
pub(crate) fn is_reference_to(ty: &Type, name: &str) -> bool {
    matches!(bare(ty), Type::Reference(reference) if reference.mutability.is_none() && is_named(&reference.elem, name))
}

/// Whether `ty` is an `Option`.
pub(crate) fn is_optional(ty: &Type) -> bool {
    is_named(ty, names::OPTION)
}

/// `T` of `Option<T>`.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    last_argument(last_segment(ty).filter(|segment| segment.ident == names::OPTION)?)
}

/// `T` of `Name<…, T>`.
fn last_argument(segment: &PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.last() {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// `T` of a path type `Name<…, T>`.
pub(crate) fn argument_of(ty: &Type) -> Option<&Type> {
    last_argument(last_segment(ty)?)
}

/// Whether `ty` is a `Result<T, E>` whose error is not hpy-rs's.
pub(crate) fn has_own_error(ty: &Type) -> bool {
    let Some(PathSegment { ident, arguments: PathArguments::AngleBracketed(arguments) }) = last_segment(ty) else {
        return false;
    };
    let error = argument_of(ty).filter(|_| ident == names::RESULT && arguments.args.len() == 2);
    error.is_some_and(|error| !is_named(error, names::PY_ERROR))
}

/// Whether `ty` refers to a value of `class`.
pub(crate) fn is_reference_to_class(ty: &Type, class: Option<&Path>) -> bool {
    let name = class.and_then(|class| class.segments.last());
    let is_class =
        |ty: &Type| is_named(ty, names::SELF) || name.is_some_and(|last| is_named(ty, &last.ident.to_string()));
    referent(ty).is_some_and(|reference| is_class(&reference.elem))
}

/// Whether a path is a name alone: one behind another module's may be of anything.
fn is_bare_name(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.segments.len() == 1)
}

/// The lifetime that the types of a call have last, of one of them in `ty`.
pub(crate) fn call_lifetime(ty: &Type) -> Option<&Lifetime> {
    match bare(ty) {
        Type::Tuple(tuple) => return tuple.elems.iter().find_map(call_lifetime),
        Type::Array(array) => return call_lifetime(&array.elem),
        Type::Slice(slice) => return call_lifetime(&slice.elem),
        _ => {}
    }
    let segment = last_segment(ty)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let is_of_call = is_bare_name(ty) && names::OF_A_CALL.iter().any(|name| segment.ident == name);
    let own = arguments.args.iter().rev().find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) if is_of_call => Some(lifetime),
        _ => None,
    });
    own.or_else(|| {
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(inner) => call_lifetime(inner),
            _ => None,
        })
    })
}

/// The type behind a reference, or the type itself.
pub(crate) fn pointed(ty: &Type) -> &Type {
    referent(ty).map_or(bare(ty), |reference| &reference.elem)
}

/// Whether a handle of type `ty`, or behind it, is one of any object: `Handle<'_>`, `Handle<'_, PyAny>`.
pub(crate) fn is_of_any(ty: &Type) -> bool {
    argument_of(pointed(ty)).is_none_or(|inner| is_named(inner, names::PY_ANY))
}

/// Whether the items of `ty`, or theirs, are of a type named `name`.
pub(crate) fn has_items_named(ty: &Type, name: &str) -> bool {
    argument_of(ty).is_some_and(|item| is_named(item, name) || has_items_named(item, name))
}

/// The `'_` of a `Handle<'_, T>` in a type.
pub(crate) fn unnamed_call(ty: &Type) -> Option<&Lifetime> {
    if let Type::Tuple(tuple) = bare(ty) {
        return tuple.elems.iter().find_map(unnamed_call);
    }
    let segment = last_segment(ty)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => {
            (segment.ident == names::HANDLE && lifetime.ident == "_").then_some(lifetime)
        }
        GenericArgument::Type(inner) => unnamed_call(inner),
        _ => None,
    })
}

/// The type that `ty` refers to.
fn referent(ty: &Type) -> Option<&TypeReference> {
    match bare(ty) {
        Type::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// Whether a reference is to what an object of the user's holds: to a type that is named, and none of those that are
/// converted by reference.
fn is_to_held(reference: &TypeReference) -> bool {
    matches!(bare(&reference.elem), Type::Path(_))
        && !names::BY_REFERENCE.iter().any(|name| is_named(&reference.elem, name))
}

/// How an argument is passed to a parameter of this type.
pub(crate) fn passing(ty: &Type) -> Passing {
    let of = |ty| referent(ty).filter(|reference| is_to_held(reference)).map(|held| held.mutability.is_some());
    let inner = option_of(ty);
    if is_reference_to(ty, names::HANDLE) {
        Passing::Handle
    } else if inner.is_some_and(|inner| is_reference_to(inner, names::HANDLE)) {
        Passing::OptionalHandle
    } else {
        match (of(ty), inner.and_then(of)) {
            (Some(false), _) => Passing::Shared,
            (Some(true), _) => Passing::Exclusive,
            (None, Some(false)) => Passing::OptionalShared,
            (None, Some(true)) => Passing::OptionalExclusive,
            (None, None) => Passing::Value,
        }
    }
}

/// Whether a default is `None`, by whatever path.
pub(crate) fn is_none(default: &Expr) -> bool {
    is_named_path(default, names::NONE)
}

/// Whether an expression is a literal, perhaps behind a `-`.
pub(crate) fn is_literal(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_literal(&unary.expr),
        Expr::Group(group) => is_literal(&group.expr),
        Expr::Paren(paren) => is_literal(&paren.expr),
        _ => false,
    }
}

/// Whether an expression is a path that ends in `name`.
pub(crate) fn is_named_path(expression: &Expr, name: &str) -> bool {
    matches!(expression, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// Types of values that borrow from nothing.
const OWNED: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize", "String",
];

/// Types whose values borrow from nothing if what they are made of does not.
const OWNING: [&str; 4] = ["Box", "Option", "Result", "Vec"];

/// Whether a type is one of those above, by its name.
pub(crate) fn is_simple(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.get_ident().is_some_and(|name| OWNED.iter().any(|owned| name == owned)))
}

/// Whether values of a type are known to borrow from nothing: those of the types above, of the class, and tuples of them.
pub(crate) fn is_owned(ty: &Type, class: Option<&Path>) -> bool {
    let is_class = |name: &Ident| name == "Self" || class.is_some_and(|class| class.is_ident(name));
    match bare(ty) {
        Type::Tuple(tuple) => tuple.elems.iter().all(|element| is_owned(element, class)),
        Type::Path(path) => match (path.path.get_ident(), path.path.segments.last()) {
            (Some(name), _) => OWNED.iter().any(|owned| name == owned) || class.is_some() && is_class(name),
            (None, Some(segment)) if OWNING.iter().any(|owning| segment.ident == owning) => match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(|argument| match argument {
                    GenericArgument::Type(inner) => is_owned(inner, class),
                    _ => false,
                }),
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}
