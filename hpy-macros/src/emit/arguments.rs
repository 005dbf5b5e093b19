//! The arguments of the call to the user's function, in the order of its parameters: straight-line conversions.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::paths::{local, shown_at, support};
use crate::model::types::is_none;
use crate::model::{Convention, Function, Kind, Parameter, Passing};

/// All arguments. They stand inside of the call, so what a `&Handle` refers to lives until the function has returned
/// and its result is converted.
pub(super) fn emit_arguments(function: &Function) -> Vec<TokenStream> {
    let ctx = function.context.as_ref().map(|ty| {
        let ctx = local("__ctx");
        quote_spanned!(shown_at(ty)=> #ctx)
    });
    let passed = function.signature.parameters.iter().map(|parameter| emit_argument(function, parameter));
    ctx.into_iter().chain(emit_module(function)).chain(passed).collect()
}

fn emit_module(function: &Function) -> Option<TokenStream> {
    let parameter = function.module.as_ref()?;
    let support = support(&function.options.crate_path);
    let module = local("__module");
    let span = shown_at(&parameter.ty);
    Some(if parameter.is_reference {
        quote_spanned!(span=> #support::as_handle(&#module))
    } else {
        quote_spanned!(span=> #module)
    })
}

fn emit_argument(function: &Function, parameter: &Parameter) -> TokenStream {
    let support = support(&function.options.crate_path);
    let span = shown_at(&parameter.ty);
    let value = match parameter.kind {
        Kind::Args => emit_args(&support, parameter),
        Kind::Kwargs => emit_kwargs(&support, parameter),
        _ if function.convention() == Convention::OneArg => {
            let argument = local("__argument");
            quote_spanned!(span=> #support::convert_one(#argument, &__SIGNATURE)?)
        }
        _ => emit_bound(function, &support, parameter),
    };
    match (parameter.passing, parameter.kind) {
        (Passing::Value, _) => value,
        (Passing::Handle, Kind::Args | Kind::Kwargs) => quote_spanned!(span=> &#value),
        (Passing::Handle, _) => quote_spanned!(span=> #support::as_handle(&#value)),
        (Passing::OptionalHandle, Kind::Args | Kind::Kwargs) => {
            quote_spanned!(span=> ::core::option::Option::<#support::Handle<'_, _>>::as_ref(&#value))
        }
        (Passing::OptionalHandle, _) => {
            quote_spanned!(span=> ::core::option::Option::<#support::Borrowed<'_, '_, _>>::as_deref(&#value))
        }
    }
}

/// A parameter that one argument is bound to.
fn emit_bound(function: &Function, support: &TokenStream, parameter: &Parameter) -> TokenStream {
    let span = shown_at(&parameter.ty);
    let index = function.signature.named().take_while(|other| other.name != parameter.name).count();
    let index = Literal::usize_unsuffixed(index);
    let (bound, argument) = (local("__bound"), local("__argument"));
    match &parameter.default {
        None => quote_spanned!(span=> #support::required(#bound[#index], &__SIGNATURE, #index)?),
        Some(default) => {
            let default = emit_default(default);
            quote_spanned! {span=>
                match #bound[#index] {
                    ::core::option::Option::Some(#argument) => #support::convert(#argument, &__SIGNATURE, #index)?,
                    ::core::option::Option::None => #default,
                }
            }
        }
    }
}

/// The default as the user wrote it, but that `None` needs no prelude.
fn emit_default(default: &Expr) -> TokenStream {
    if is_none(default) { quote!(::core::option::Option::None) } else { quote!(#default) }
}

fn emit_args(support: &TokenStream, parameter: &Parameter) -> TokenStream {
    let rest = local("__rest");
    quote_spanned!(shown_at(&parameter.ty)=> #support::FromArgs::from_args(#rest)?)
}

fn emit_kwargs(support: &TokenStream, parameter: &Parameter) -> TokenStream {
    let (ctx, kwargs) = (local("__ctx"), local("__kwargs"));
    quote_spanned!(shown_at(&parameter.ty)=> #support::FromKwargs::from_kwargs(#ctx, #kwargs)?)
}
