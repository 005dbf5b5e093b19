//! Doc comments, `#[cfg]` and `#[deprecated]`.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::model::{Doc, DocLine};

/// The doc comment among `attributes`.
pub(super) fn parse_doc(attributes: &[Attribute]) -> Doc {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => DocLine::Text(text.clone()),
            other => DocLine::Expression(other.clone()),
        }),
        _ => None,
    });
    Doc { lines: lines.collect() }
}

/// The attributes that decide whether the item exists.
pub(super) fn parse_conditions(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

/// Whether a `#[deprecated]` is among `attributes`.
pub(super) fn is_deprecated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}
