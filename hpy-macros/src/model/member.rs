//! [`Member`]: a field of a struct or of an enum's variant.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;
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

    /// The parameter of a constructor that gives this member its value.
    pub(crate) fn parameter(&self, renaming: Option<Renaming>) -> Parameter {
        let span = Span::call_site();
        let as_written = |name: &str| Ident::parse_any.parse_str(name).ok();
        let name = match (as_written(&self.python_name(renaming)), &self.place) {
            (Some(name), _) => name,
            (None, syn::Member::Named(name)) => name.clone(),
            (None, syn::Member::Unnamed(index)) => Ident::new(&format!("_{}", index.index), span),
        };
        Parameter::new(name, self.ty.clone(), Passing::Value)
    }
}
