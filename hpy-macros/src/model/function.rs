//! [`Function`]: a `#[hpy_function]`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, LitStr, Type, Visibility};

use super::{Doc, Kind, Signature, SignatureItem};

/// What the attribute says.
pub(crate) struct FunctionOptions {
    pub(crate) crate_path: TokenStream,
    pub(crate) name: Option<LitStr>,
    pub(crate) signature: Option<Vec<SignatureItem>>,
    pub(crate) text_signature: TextSignature,
    pub(crate) pass_module: Option<Span>,
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

/// A function of a module.
pub(crate) struct Function {
    /// The item as it was written.
    pub(crate) item: TokenStream,
    pub(crate) visibility: Visibility,
    /// The part of the item before its body.
    pub(crate) head: syn::Signature,
    pub(crate) options: FunctionOptions,
    pub(crate) doc: Doc,
    /// The `#[cfg]` attributes, which what is emitted beside the function has as well.
    pub(crate) conditions: Vec<Attribute>,
    /// Whether calling it is linted.
    pub(crate) is_deprecated: bool,
    /// The type of the `Context` parameter.
    pub(crate) context: Option<Type>,
    pub(crate) module: Option<ModuleParameter>,
    pub(crate) signature: Signature,
}

/// The parameter that `pass_module` asks for.
pub(crate) struct ModuleParameter {
    pub(crate) ty: Type,
    /// Whether it is a reference to a handle; else it is a `Borrowed`.
    pub(crate) is_reference: bool,
}

/// How an interpreter calls the function.
#[derive(Clone, Copy, PartialEq, Eq)]
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

impl Function {
    /// The name in Python.
    pub(crate) fn python_name(&self) -> String {
        match &self.options.name {
            Some(name) => name.value(),
            None => syn::ext::IdentExt::unraw(self.ident()).to_string(),
        }
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
