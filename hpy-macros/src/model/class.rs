//! [`Class`]: a `#[hpy_type]`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, LitStr, Path};

use crate::attribute::names;

use super::{Doc, Member, Renaming, Shape, Signature, Variant};

/// What the attribute says.
pub(crate) struct ClassOptions {
    pub(crate) crate_path: TokenStream,
    pub(crate) name: Option<LitStr>,
    pub(crate) module: Option<LitStr>,
    /// Lines for the stub.
    pub(crate) type_stub: Option<LitStr>,
    pub(crate) rename_all: Option<Renaming>,
    pub(crate) extends: Option<Path>,
    pub(crate) text: Option<Text>,
    pub(crate) python_enum: Option<(EnumKind, Span)>,
    pub(crate) flags: ClassFlags,
}

/// The options without a value: where each one was given.
pub(crate) struct ClassFlags {
    pub(crate) frozen: Option<Span>,
    pub(crate) get_all: Option<Span>,
    pub(crate) set_all: Option<Span>,
    pub(crate) eq: Option<Span>,
    pub(crate) eq_int: Option<Span>,
    pub(crate) ord: Option<Span>,
    pub(crate) hash: Option<Span>,
    /// `new = "from_fields"`, the one value that there is.
    pub(crate) from_fields: Option<Span>,
    pub(crate) mapping: Option<Span>,
    pub(crate) sequence: Option<Span>,
    pub(crate) generic: Option<Span>,
    pub(crate) buffer: Option<Span>,
    pub(crate) unsendable: Option<Span>,
    pub(crate) match_args: Option<Span>,
    pub(crate) subclass: Option<Span>,
    pub(crate) dict: Option<Span>,
    pub(crate) weakref: Option<Span>,
}

/// What `str` gives.
pub(crate) enum Text {
    /// What the type's `Display` writes: `str`.
    Display(Span),
    /// A format string with names of members: `str = "({x}, {y})"`.
    Format(Format),
}

/// A format string, taken apart.
pub(crate) struct Format {
    pub(crate) literal: LitStr,
    /// The string with an index in each place.
    pub(crate) indexed: String,
    /// The members that the indices stand for.
    pub(crate) members: Vec<syn::Member>,
}

/// The class of Python's module `enum` that `enum = "…"` names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumKind {
    Enum,
    IntEnum,
}

/// A struct or an enum that is a class in Python.
pub(crate) struct Class {
    /// The item without our inner attributes.
    pub(crate) item: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) options: ClassOptions,
    pub(crate) doc: Doc,
    /// The `#[cfg]` attributes, which what is emitted beside the item has as well.
    pub(crate) conditions: Vec<Attribute>,
    /// Whether naming it is linted.
    pub(crate) is_deprecated: bool,
    pub(crate) body: Body,
}

/// What the item consists of.
pub(crate) enum Body {
    Struct(Vec<Member>),
    Enum(Vec<Variant>),
}

impl Class {
    /// The name in Python.
    pub(crate) fn python_name(&self) -> String {
        match &self.options.name {
            Some(name) => name.value(),
            None => syn::ext::IdentExt::unraw(&self.ident).to_string(),
        }
    }

    /// The members of a struct.
    pub(crate) fn members(&self) -> &[Member] {
        match &self.body {
            Body::Struct(members) => members,
            Body::Enum(_) => &[],
        }
    }

    /// The variants of an enum.
    pub(crate) fn variants(&self) -> &[Variant] {
        match &self.body {
            Body::Struct(_) => &[],
            Body::Enum(variants) => variants,
        }
    }

    pub(crate) fn is_enum(&self) -> bool {
        matches!(self.body, Body::Enum(_))
    }

    /// What `new = "from_fields"` takes.
    pub(crate) fn signature(&self) -> Signature {
        let renaming = self.options.rename_all;
        Signature { parameters: self.members().iter().map(|member| member.parameter(renaming)).collect() }
    }

    /// Whether it is an enum without data.
    pub(crate) fn is_simple_enum(&self) -> bool {
        self.is_enum() && self.variants().iter().all(|variant| variant.shape == Shape::Unit)
    }

    /// Whether it extends one of the interpreter's exceptions, as far as the name tells.
    pub(crate) fn extends_exception(&self) -> bool {
        let last = self.options.extends.as_ref().and_then(|path| path.segments.last());
        last.is_some_and(|last| names::is_exception(&last.ident.to_string()))
    }

    /// Whether nothing can change a value: an enum's singletons and variants stay what they are.
    pub(crate) fn is_frozen(&self) -> bool {
        self.is_enum() || self.options.flags.frozen.is_some()
    }
}
