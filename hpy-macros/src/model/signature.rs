//! [`Signature`]: what a function takes, as Python sees it.

use proc_macro2::{Ident, Span};
use syn::{Expr, LitStr, Type};

/// The parameters that Python passes, in the order of the Rust function.
#[derive(Clone)]
pub(crate) struct Signature {
    pub(crate) parameters: Vec<Parameter>,
}

/// One parameter.
#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) kind: Kind,
    pub(crate) passing: Passing,
    pub(crate) default: Option<Expr>,
    /// The type in stubs, if the signature says it.
    pub(crate) hint: Option<LitStr>,
}

/// How an argument gets to its parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Before `/`.
    PositionalOnly,
    /// The usual one.
    Either,
    /// `*args`.
    Args,
    /// Behind `*`.
    KeywordOnly,
    /// `**kwargs`.
    Kwargs,
}

/// How an argument is handed to the Rust function.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passing {
    /// Converted.
    Value,
    /// As `&Handle<…>`.
    Handle,
    /// As `Option<&Handle<…>>`.
    OptionalHandle,
    /// As `&T`: what the object holds, borrowed for the call.
    Shared,
    /// As `&mut T`.
    Exclusive,
    /// As `Option<&T>`.
    OptionalShared,
    /// As `Option<&mut T>`.
    OptionalExclusive,
}

/// One item of the `signature` option.
pub(crate) enum SignatureItem {
    /// `name`, `name = default`, `name: "type"`.
    Name(Written),
    /// `/`.
    Slash(Span),
    /// `*`.
    Star(Span),
    /// `*name`; a default is an error.
    Args(Written),
    /// `**name`; a default is an error.
    Kwargs(Written),
}

/// A parameter as the `signature` option writes it.
pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) hint: Option<LitStr>,
    pub(crate) default: Option<Expr>,
}

/// The `signature` option.
pub(crate) struct SignatureOption {
    pub(crate) items: Vec<SignatureItem>,
    /// The type of the result in stubs, if it is said.
    pub(crate) returned: Option<LitStr>,
}

impl SignatureOption {
    /// Whether it has names with types, or the type of the result, and nothing else.
    pub(crate) fn says_types_only(&self) -> bool {
        let is_plain = |item: &SignatureItem| matches!(item, SignatureItem::Name(Written { default: None, .. }));
        let has_type = |item: &SignatureItem| matches!(item, SignatureItem::Name(Written { hint: Some(_), .. }));
        self.items.iter().all(is_plain) && (self.returned.is_some() || self.items.iter().any(has_type))
    }
}

impl Signature {
    /// The parameters of a kind that one of `kinds` is.
    pub(crate) fn of_kind<'a>(&'a self, kinds: &'a [Kind]) -> impl Iterator<Item = &'a Parameter> {
        self.parameters.iter().filter(|parameter| kinds.contains(&parameter.kind))
    }

    /// The parameters that a positional argument can fill.
    pub(crate) fn positional(&self) -> impl Iterator<Item = &Parameter> {
        self.of_kind(&[Kind::PositionalOnly, Kind::Either])
    }

    /// The parameters behind `*`.
    pub(crate) fn keyword_only(&self) -> impl Iterator<Item = &Parameter> {
        self.of_kind(&[Kind::KeywordOnly])
    }

    /// All parameters that take one argument, in the order of binding.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Parameter> {
        self.positional().chain(self.keyword_only())
    }

    /// Whether there is a parameter of this kind.
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.parameters.iter().any(|parameter| parameter.kind == kind)
    }
}

impl Parameter {
    /// A parameter as it is without a `signature` option: either way, required.
    pub(crate) fn new(name: Ident, ty: Type, passing: Passing) -> Self {
        Parameter { name, ty, kind: Kind::Either, passing, default: None, hint: None }
    }

    /// The name in Python.
    pub(crate) fn python_name(&self) -> String {
        syn::ext::IdentExt::unraw(&self.name).to_string()
    }
}
