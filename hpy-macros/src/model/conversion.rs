//! [`Conversion`]: a `#[derive(FromPy)]` or `#[derive(IntoPy)]`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Generics, Lifetime, LitStr, Type};

use super::types::call_lifetime;
use super::{Renaming, Shape};

/// The lifetime of handles.
pub(crate) const CONTEXT_LIFETIME: &str = "ctx";

/// A type that is made of an object or into one.
pub(crate) struct Conversion {
    pub(crate) crate_path: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) content: Content,
}

impl Conversion {
    /// The lifetime of handles, if the type has it: `'ctx`, or else that of a `Handle`, `PyRef` … among the members.
    pub(crate) fn context(&self) -> Option<&Lifetime> {
        let named = self.lifetimes().find(|lifetime| lifetime.ident == CONTEXT_LIFETIME);
        named.or_else(|| {
            let members = self.content.parts().flat_map(|parts| &parts.members);
            let used = members.filter_map(|member| call_lifetime(&member.ty));
            used.into_iter().find(|used| self.lifetimes().any(|own| own == *used))
        })
    }

    /// The other lifetimes: of what is borrowed from the object.
    pub(crate) fn borrows(&self) -> impl Iterator<Item = &Lifetime> {
        let context = self.context();
        self.lifetimes().filter(move |lifetime| Some(*lifetime) != context)
    }

    fn lifetimes(&self) -> impl Iterator<Item = &Lifetime> {
        self.generics.lifetimes().map(|parameter| &parameter.lifetime)
    }
}

/// What the type is.
pub(crate) enum Content {
    Struct(Parts),
    /// Each variant: the first that an object can be made into is taken.
    Enum(Vec<(Ident, Parts)>),
}

impl Content {
    /// The members of the struct, or of each variant.
    fn parts(&self) -> impl Iterator<Item = &Parts> {
        let (one, variants) = match self {
            Content::Struct(parts) => (Some(parts), [].as_slice()),
            Content::Enum(variants) => (None, variants.as_slice()),
        };
        one.into_iter().chain(variants.iter().map(|(_, parts)| parts))
    }
}

/// The members of a struct or a variant.
pub(crate) struct Parts {
    pub(crate) shape: Shape,
    pub(crate) members: Vec<Part>,
    /// Whether the one member stands for the whole.
    pub(crate) is_transparent: bool,
    /// When the variant is there.
    pub(crate) conditions: Vec<Attribute>,
}

/// One member.
pub(crate) struct Part {
    pub(crate) place: syn::Member,
    /// The name in Python, where none is written.
    pub(crate) python_name: String,
    pub(crate) ty: Type,
    pub(crate) source: Source,
    /// What it is if the object has none.
    pub(crate) default: Option<Substitute>,
    pub(crate) conditions: Vec<Attribute>,
}

/// Where a member with a name comes from, and under which name or key it goes.
pub(crate) enum Source {
    Attribute(Option<LitStr>),
    Item(Option<Expr>),
}

/// A value in place of one that is missing.
pub(crate) enum Substitute {
    /// That of `Default`.
    OfType,
    Value(Expr),
}

impl Part {
    pub(crate) fn python_name(place: &syn::Member, renaming: Option<Renaming>) -> String {
        match place {
            syn::Member::Named(name) => {
                let name = name.unraw().to_string();
                renaming.map_or_else(|| name.clone(), |renaming| renaming.apply(&name))
            }
            syn::Member::Unnamed(index) => index.index.to_string(),
        }
    }
}
