//! [`Callable`]: what Python calls, be it a function of a module or a method of a type.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, LitStr, Path, ReturnType, Type};

use super::{Doc, Kind, Signature, types};
use crate::attribute::names;

/// A Rust function, and how Python sees it.
pub(crate) struct Callable {
    /// The item before its body.
    pub(crate) head: syn::Signature,
    pub(crate) home: Home,
    pub(crate) crate_path: TokenStream,
    pub(crate) name: PythonName,
    pub(crate) text_signature: TextSignature,
    pub(crate) doc: Doc,
    /// The `#[cfg]` attributes, which what is emitted beside the item has as well.
    pub(crate) conditions: Vec<Attribute>,
    /// Whether calling it is linted.
    pub(crate) is_deprecated: bool,
    pub(crate) context: Option<ContextParameter>,
    pub(crate) signature: Signature,
    /// The type of the result in stubs, if the signature says it.
    pub(crate) returned: Option<LitStr>,
}

/// The parameter for the interpreter: a `Context`, in an `async fn` an `Interpreter`.
pub(crate) struct ContextParameter {
    pub(crate) ty: Type,
    /// How many parameters stand before it, the object or class of a method aside.
    pub(crate) place: usize,
}

/// Where the item stands.
#[derive(Clone)]
pub(crate) enum Home {
    /// In a module, as a `#[hpy_function]`.
    Module,
    /// In a class, whose name in Python this expression gives.
    Class(TokenStream),
}

/// The name in Python, and what says so.
pub(crate) struct PythonName {
    pub(crate) text: String,
    /// Where an error about the name is shown.
    pub(crate) written: TokenStream,
}

/// What `inspect.signature` sees.
pub(crate) enum TextSignature {
    /// The signature itself.
    Generated,
    /// The text of the option `text_signature`.
    Given(LitStr),
    /// Nothing: `text_signature = None`.
    Absent,
}

/// How an interpreter calls a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Convention {
    /// No parameters.
    NoArgs,
    /// One parameter, positional-only and required.
    OneArg,
    /// Positional-only parameters.
    VarArgs,
    /// Parameters that can be passed by keyword.
    Keywords,
}

impl PythonName {
    /// The name that an option gives, or the item's own as Python shows it.
    pub(crate) fn new(own: &str, ident: &Ident, given: Option<LitStr>) -> Self {
        match given {
            Some(literal) => PythonName { text: literal.value(), written: literal.into_token_stream() },
            None => PythonName { text: own.to_owned(), written: ident.to_token_stream() },
        }
    }
}

impl Home {
    /// What an item there is called in messages.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Home::Module => "a `#[hpy_function]`",
            Home::Class(_) => "a method of `#[hpy_methods]`",
        }
    }

    /// The attribute that has the item's options.
    pub(crate) fn attribute(&self) -> &'static str {
        match self {
            Home::Module => names::HPY_FUNCTION,
            Home::Class(_) => names::HPY,
        }
    }
}

impl Callable {
    /// Whether what it returns is known to borrow from nothing; `class` is whose method it is.
    pub(crate) fn returns_owned(&self, class: Option<&Path>) -> bool {
        match &self.head.output {
            ReturnType::Type(_, ty) => types::is_owned(ty, class),
            ReturnType::Default => true,
        }
    }

    /// Whether a call of it gives a coroutine.
    pub(crate) fn is_async(&self) -> bool {
        self.head.asyncness.is_some()
    }

    /// The name in Python.
    pub(crate) fn python_name(&self) -> &str {
        &self.name.text
    }

    /// The name in Rust.
    pub(crate) fn ident(&self) -> &Ident {
        &self.head.ident
    }

    /// The narrowest convention that can express the signature.
    pub(crate) fn convention(&self) -> Convention {
        let parameters = &self.signature.parameters;
        let is_positional = |kind| matches!(kind, Kind::PositionalOnly | Kind::Args);
        match parameters.as_slice() {
            [] => Convention::NoArgs,
            [one] if one.kind == Kind::PositionalOnly && one.default.is_none() => Convention::OneArg,
            all if all.iter().all(|parameter| is_positional(parameter.kind)) => Convention::VarArgs,
            _ => Convention::Keywords,
        }
    }
}
