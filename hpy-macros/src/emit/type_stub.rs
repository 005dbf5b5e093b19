//! What type stubs say of functions and members. Each description stands in a macro of hpy-rs that expands to nothing where no
//! stubs are made.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{LitStr, Path, ReturnType, Type};

use super::doc::emit_doc;
use super::paths::{local, shown_at, support, support_at};
use super::text_signature::{Shown, shown, told_default};
use crate::model::types::{bare, option_of};
use crate::model::{Callable, Kind, Parameter, Passing};

/// One call of `describe`.
pub(super) struct Description {
    /// The variant of `Role`.
    pub(super) role: &'static str,
    pub(super) name: String,
    /// A C string, or nothing for none.
    pub(super) doc: TokenStream,
    pub(super) parameters: Vec<TokenStream>,
    /// The path of a function that gives the type of the result.
    pub(super) hint: TokenStream,
}

impl Description {
    /// Something without a doc text and without parameters.
    pub(super) fn new(role: &'static str, name: impl Into<String>, hint: TokenStream) -> Self {
        Description { role, name: name.into(), doc: TokenStream::new(), parameters: Vec::new(), hint }
    }

    /// With these parameters.
    pub(super) fn taking(self, parameters: Vec<TokenStream>) -> Self {
        Description { parameters, ..self }
    }

    /// The statement, for the local `list`.
    pub(super) fn emit(&self, list: &Ident, crate_path: &TokenStream) -> TokenStream {
        let (support, role) = (support(crate_path), format_ident!("{}", self.role));
        let Description { name, doc, parameters, hint, .. } = self;
        let doc = if doc.is_empty() { quote!(c"") } else { doc.clone() };
        when_stubs_are_made(
            crate_path,
            &quote!(#list.describe(#support::Role::#role, #name, #doc, &[#(#parameters),*], #hint);),
        )
    }
}

/// Tokens that are there for stubs only.
pub(super) fn when_stubs_are_made(crate_path: &TokenStream, tokens: &TokenStream) -> TokenStream {
    quote!(#crate_path::__type_stub! { #tokens })
}

/// The function of a module, for the list of its items.
pub(super) fn describe_function(callable: &Callable) -> TokenStream {
    let description = Description {
        doc: emit_doc("", &callable.doc, &callable.crate_path),
        ..Description::new("Function", callable.python_name(), returned(callable, None))
            .taking(emit_parameters(callable, None))
    };
    description.emit(&local("__items"), &callable.crate_path)
}

/// A type of hpy-rs's own, by the function that gives it.
pub(super) fn fixed(name: &str, crate_path: &TokenStream) -> TokenStream {
    let (support, name) = (support(crate_path), format_ident!("{name}"));
    quote!(#support::hints::#name)
}

/// A parameter of a type of hpy-rs's own that is positional-only, and the mark that says so.
pub(super) fn fixed_parameter(name: &str, hint: &TokenStream) -> Vec<TokenStream> {
    vec![quote!((#name, "", #hint)), quote!(("/", "", #hint))]
}

/// The parameters as stubs show them; `class` is what `Self` means.
pub(super) fn emit_parameters(callable: &Callable, class: Option<&Path>) -> Vec<TokenStream> {
    let crate_path = &callable.crate_path;
    let emit = |part: Shown<'_>| match part {
        Shown::Mark(mark) => {
            let any = fixed("any", crate_path);
            quote!((#mark, "", #any))
        }
        Shown::Parameter(parameter) => {
            let stars = match parameter.kind {
                Kind::Args => "*",
                Kind::Kwargs => "**",
                _ => "",
            };
            let (name, default) = (format!("{stars}{}", parameter.python_name()), told_default(callable, parameter));
            let (default, hint) = (default.unwrap_or_default(), accepted(parameter, class, crate_path));
            quote!((#name, #default, #hint))
        }
    };
    shown(&callable.signature).into_iter().map(emit).collect()
}

/// What gives the type that a parameter takes.
pub(super) fn accepted(parameter: &Parameter, class: Option<&Path>, crate_path: &TokenStream) -> TokenStream {
    if let Some(hint) = &parameter.hint {
        return written(hint, crate_path);
    }
    let span = shown_at(&parameter.ty);
    let support = support_at(crate_path, span);
    let option = option_of(&parameter.ty);
    let held = general(option.map_or_else(|| referent(&parameter.ty), referent), class);
    let whole = general(&parameter.ty, class);
    let ty = match parameter.passing {
        Passing::Value => whole,
        Passing::Handle => held,
        Passing::OptionalHandle => quote_spanned!(span=> ::core::option::Option<#held>),
        Passing::Shared | Passing::Exclusive => quote_spanned!(span=> #support::PyRef<'_, '_, #held>),
        Passing::OptionalShared | Passing::OptionalExclusive => {
            quote_spanned!(span=> ::core::option::Option<#support::PyRef<'_, '_, #held>>)
        }
    };
    match parameter.kind {
        Kind::Args => quote_spanned!(span=> <#ty as #support::FromArgs<'_, '_>>::item_type),
        Kind::Kwargs => quote_spanned!(span=> <#ty as #support::FromKwargs<'_>>::value_type),
        _ => quote_spanned!(span=> <#ty as #support::FromPy<'_, '_>>::input_type),
    }
}

/// What gives a type that the user has written.
fn written(hint: &LitStr, crate_path: &TokenStream) -> TokenStream {
    let support = support(crate_path);
    quote!(|| #support::TypeHint::named(#hint))
}

/// What gives the type of what a function returns.
pub(super) fn returned(callable: &Callable, class: Option<&Path>) -> TokenStream {
    let given = given(callable, class);
    if callable.is_async() {
        let support = support(&callable.crate_path);
        return quote!(|| #support::hints::coroutine((#given)()));
    }
    given
}

/// As [`returned`], or what the future of an `async fn` ends with.
fn given(callable: &Callable, class: Option<&Path>) -> TokenStream {
    if let Some(hint) = &callable.returned {
        return written(hint, &callable.crate_path);
    }
    match &callable.head.output {
        ReturnType::Default => fixed("none", &callable.crate_path),
        ReturnType::Type(_, ty) => hint_of(ty, class, &callable.crate_path, "result_type"),
    }
}

/// What gives the type of the object that a value is made.
pub(super) fn made_of(ty: &Type, class: Option<&Path>, crate_path: &TokenStream) -> TokenStream {
    hint_of(ty, class, crate_path, "output_type")
}

/// What gives the type that a function of `IntoPy` says.
fn hint_of(ty: &Type, class: Option<&Path>, crate_path: &TokenStream, function: &str) -> TokenStream {
    if is_unnameable(ty) {
        return fixed("any", crate_path);
    }
    let span = shown_at(ty);
    let (support, ty) = (support_at(crate_path, span), general(ty, class));
    let function = Ident::new(function, span);
    quote_spanned!(span=> <#ty as #support::IntoPy<'static>>::#function)
}

/// Whether a type cannot be written again: `impl Trait`.
fn is_unnameable(ty: &Type) -> bool {
    fn has_impl(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name == "impl" || name == "for",
            TokenTree::Group(group) => has_impl(group.stream()),
            _ => false,
        })
    }
    has_impl(ty.to_token_stream())
}

/// The type behind a reference, or the type itself.
fn referent(ty: &Type) -> &Type {
    match bare(ty) {
        Type::Reference(reference) => &reference.elem,
        other => other,
    }
}

/// A type that means the same outside of the function: its lifetimes are `'static`, and `Self` is `class`.
pub(super) fn general(ty: &Type, class: Option<&Path>) -> TokenStream {
    fn replace(tokens: TokenStream, class: Option<&Path>) -> TokenStream {
        let mut is_lifetime = false;
        let one = |token| {
            let was_tick = std::mem::replace(
                &mut is_lifetime,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            match (token, class) {
                (TokenTree::Ident(name), _) if was_tick => TokenTree::from(Ident::new("static", name.span())).into(),
                (TokenTree::Ident(name), Some(class)) if name == "Self" => class.to_token_stream(),
                (TokenTree::Group(group), _) => {
                    let mut replaced = proc_macro2::Group::new(group.delimiter(), replace(group.stream(), class));
                    replaced.set_span(group.span());
                    TokenTree::from(replaced).into()
                }
                (other, _) => TokenStream::from(other),
            }
        };
        tokens.into_iter().map(one).collect()
    }
    replace(ty.to_token_stream(), class)
}
