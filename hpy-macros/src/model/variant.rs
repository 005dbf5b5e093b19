//! [`Variant`]: a variant of an enum.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, LitStr};

use super::{Doc, Member, Renaming, Signature};

/// A variant: a singleton where the enum has no data, else a class.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    /// The option `name`.
    pub(crate) name: Option<LitStr>,
    pub(crate) shape: Shape,
    pub(crate) members: Vec<Member>,
    /// What its constructor takes: all members, with the defaults of the option `constructor`.
    pub(crate) signature: Signature,
    pub(crate) doc: Doc,
    pub(crate) conditions: Vec<Attribute>,
}

/// How the members are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Unit,
    Tuple,
    Named,
}

impl Shape {
    pub(crate) fn of(fields: &syn::Fields) -> Self {
        match fields {
            syn::Fields::Unit => Shape::Unit,
            syn::Fields::Unnamed(_) => Shape::Tuple,
            syn::Fields::Named(_) => Shape::Named,
        }
    }
}

impl Variant {
    /// The name in Python.
    pub(crate) fn python_name(&self, renaming: Option<Renaming>) -> String {
        let name = self.ident.unraw().to_string();
        match (&self.name, renaming) {
            (Some(name), _) => name.value(),
            (None, Some(renaming)) => renaming.apply(&name),
            (None, None) => name,
        }
    }
}
