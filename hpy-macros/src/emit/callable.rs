//! What functions and methods have in common: calling conventions, binding, and the entry of a method table.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ReturnType;

use super::doc::{c_string, emit_doc};
use super::paths::{local, shown_at, support};
use super::text_signature::text_signature;
use crate::model::{Callable, Convention, Kind};

/// The trait of a convention.
pub(super) fn interface(convention: Convention) -> &'static str {
    match convention {
        Convention::NoArgs => "NoArgsFunction",
        Convention::OneArg => "OneArgFunction",
        Convention::VarArgs => "VarArgsFunction",
        Convention::Keywords => "KeywordsFunction",
    }
}

/// What the interpreter passes by a convention, besides the context and `self`.
pub(super) fn emit_inputs(convention: Convention, support: &TokenStream) -> TokenStream {
    let [argument, arguments, names] = ["__argument", "__arguments", "__names"].map(local);
    match convention {
        Convention::NoArgs => quote!(),
        Convention::OneArg => quote!(#argument: #support::Borrowed<'a, 'ctx>,),
        Convention::VarArgs => quote!(#arguments: #support::Args<'a, 'ctx>,),
        Convention::Keywords => {
            quote!(#arguments: #support::Args<'a, 'ctx>, #names: #support::KeywordNames<'a, 'ctx>,)
        }
    }
}

/// The result of what gives an object: it is made by the last call, and not looked at again.
pub(super) fn emit_leaving(support: &TokenStream) -> TokenStream {
    emit_result(support, &quote!(#support::Leaving<'ctx>))
}

/// What an entry gives.
pub(super) fn emit_result(support: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(#support::Result<#value, #support::Failure>)
}

/// What the arguments of a function without keywords are counted by.
pub(super) fn emit_counted(callable: &Callable, convention: Convention) -> Option<TokenStream> {
    if convention != Convention::VarArgs || callable.signature.has(Kind::Args) {
        return None;
    }
    let support = support(&callable.crate_path);
    Some(quote! {
        const COUNTED: ::core::option::Option<&'static #support::Signature> = ::core::option::Option::Some(&__SIGNATURE);
    })
}

/// The statement that gives each parameter its argument.
pub(super) fn emit_binding(callable: &Callable, convention: Convention) -> TokenStream {
    let [bound, rest, kwargs, arguments, names] =
        ["__bound", "__rest", "__kwargs", "__arguments", "__names"].map(local);
    let count = Literal::usize_unsuffixed(callable.signature.named().count());
    let (has_args, has_kwargs) = (callable.signature.has(Kind::Args), callable.signature.has(Kind::Kwargs));
    match convention {
        Convention::NoArgs | Convention::OneArg => quote!(),
        Convention::VarArgs if has_args => {
            quote!(let (#bound, #rest) = __SIGNATURE.bind_positional_with_rest::<#count>(#arguments)?;)
        }
        Convention::VarArgs => quote!(let #bound = __SIGNATURE.bind_positional::<#count>(#arguments)?;),
        Convention::Keywords if has_args || has_kwargs => quote! {
            let (#bound, #rest, #kwargs) =
                __SIGNATURE.bind_with_rest::<#count>(#arguments, #names, #has_args, #has_kwargs)?;
        },
        Convention::Keywords => quote!(let #bound = __SIGNATURE.bind::<#count>(#arguments, #names)?;),
    }
}

/// What adds a function or a method to a list, `into`: `keywords::<marker>(kind, c"name", c"doc")`. `receiver` is how the text
/// signature shows what the method is called on.
pub(super) fn emit_addition(
    callable: &Callable,
    convention: Convention,
    marker: &TokenStream,
    kind: Option<&TokenStream>,
    receiver: &str,
) -> TokenStream {
    let constructor = format_ident!("{}", name_of(convention));
    let name = c_string(callable.python_name());
    let doc = emit_doc(&text_signature(callable, receiver), &callable.doc, &callable.crate_path);
    let kind = kind.map(|kind| quote!(#kind,));
    quote!(#constructor::<#marker>(#kind #name, #doc))
}

/// As [`emit_addition`], of `__call__`: `call_keywords::<marker>(c"doc")`.
pub(super) fn emit_call_addition(callable: &Callable, convention: Convention, marker: &Ident) -> TokenStream {
    let constructor = format_ident!("call_{}", name_of(convention));
    let doc = emit_doc(&text_signature(callable, "$self"), &callable.doc, &callable.crate_path);
    quote!(#constructor::<#marker>(#doc))
}

fn name_of(convention: Convention) -> &'static str {
    match convention {
        Convention::NoArgs => "no_args",
        Convention::OneArg => "one_arg",
        Convention::VarArgs => "var_args",
        Convention::Keywords => "keywords",
    }
}

/// Python calls what is deprecated in Rust.
pub(super) fn emit_allowance(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[allow(deprecated, reason = "Python calls it")]))
}

/// Where errors about what a function returns are shown.
pub(super) fn returned_at(callable: &Callable) -> Span {
    match &callable.head.output {
        ReturnType::Type(_, ty) => shown_at(ty),
        ReturnType::Default => shown_at(callable.ident()),
    }
}
