//! [`Member`]: a field of a struct or of an enum's variant.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Attribute, LitStr, Type};

use super::{Doc, Parameter, Passing, Renaming};

/// A field and what Python sees of it.
pub(crate) struct Member {
    /// Its name or index in Rust.
    pub(crate) place: syn::Member,
    pub(crate) ty: Type,
    /// The option `name`.
    pub(crate) name: Option<LitStr>,
    /// Where the option `get` is.
    pub(crate) get: Option<Span>,
    /// Where the option `set` is.
    pub(crate) set: Option<Span>,
    pub(crate) doc: Doc,
    pub(crate) conditions: Vec<Attribute>,
}

impl Member {
    /// The name in Python: `_0` for one that has none at all.
    pub(crate) fn python_name(&self, renaming: Option<Renaming>) -> String {
        match (&self.name, &self.place) {
            (Some(name), _) => name.value(),
            (None, syn::Member::Named(name)) => {
                let name = name.unraw().to_string();
                renaming.map_or_else(|| name.clone(), |renaming| renaming.apply(&name))
            }
            (None, syn::Member::Unnamed(index)) => format!("_{}", index.index),
        }
    }

    /// The part of a hidden name that says which member it is about.
    pub(crate) fn label(&self) -> String {
        match &self.place {
            syn::Member::Named(name) => name.unraw().to_string(),
            syn::Member::Unnamed(index) => index.index.to_string(),
        }
    }

    /// The parameter of a constructor that gives this member its value: it has the member's name in Python.
    pub(crate) fn parameter(&self, renaming: Option<Renaming>) -> Parameter {
        let span = match (&self.name, &self.place) {
            (Some(literal), _) => literal.span(),
            (None, syn::Member::Named(name)) => name.span(),
            (None, syn::Member::Unnamed(_)) => self.ty.span(),
        };
        let as_written = |name: &str| Ident::parse_any.parse_str(name).ok();
        // A rule with dashes makes names that no parameter can have.
        let mut name = as_written(&self.python_name(renaming))
            .or_else(|| as_written(&self.python_name(None)))
            .unwrap_or_else(|| Ident::new("_", span));
        name.set_span(span);
        Parameter::new(name, self.ty.clone(), Passing::Value)
    }
}
