//! The arguments of the call to the user's function, in the order of its parameters: straight-line conversions.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::paths::{local_at, shown_at, support_at};
use crate::model::types::is_none;
use crate::model::{Convention, Function, Kind, Parameter, Passing};

/// All arguments. They stand inside of the call, so what a `&Handle` refers to lives until the function has returned
/// and its result is converted.
pub(super) fn emit_arguments(function: &Function) -> Vec<TokenStream> {
    let ctx = function.context.as_ref().map(|ty| {
        let ctx = local_at("__ctx", shown_at(ty));
        quote!(#ctx)
    });
    let emit_passed = |parameter| Emission::of(function, parameter).emit();
    let passed = function.signature.parameters.iter().map(emit_passed);
    ctx.into_iter().chain(emit_module(function)).chain(passed).collect()
}

fn emit_module(function: &Function) -> Option<TokenStream> {
    let parameter = function.module.as_ref()?;
    let span = shown_at(&parameter.ty);
    let home = local_at("__home", span);
    Some(if parameter.is_reference {
        quote_spanned!(span=> &#home)
    } else {
        quote_spanned!(span=> #home.as_borrowed())
    })
}

/// What the argument of one parameter is made of. Its tokens are shown at the parameter's type.
struct Emission<'f> {
    function: &'f Function,
    parameter: &'f Parameter,
    support: TokenStream,
    span: Span,
}

impl<'f> Emission<'f> {
    fn of(function: &'f Function, parameter: &'f Parameter) -> Self {
        let span = shown_at(&parameter.ty);
        Emission { function, parameter, support: support_at(&function.options.crate_path, span), span }
    }

    fn emit(&self) -> TokenStream {
        let (support, value) = (&self.support, self.value());
        let is_collected = matches!(self.parameter.kind, Kind::Args | Kind::Kwargs);
        match self.parameter.passing {
            Passing::Value => value,
            Passing::Handle if is_collected => quote_spanned!(self.span=> &#value),
            Passing::Handle => quote_spanned!(self.span=> #support::as_handle(&#value)),
            Passing::OptionalHandle if is_collected => {
                quote_spanned!(self.span=> ::core::option::Option::<#support::Handle<'_, _>>::as_ref(&#value))
            }
            Passing::OptionalHandle => {
                quote_spanned!(self.span=> ::core::option::Option::<#support::Borrowed<'_, '_, _>>::as_deref(&#value))
            }
        }
    }

    /// The converted argument; for handles, what a reference is taken to.
    fn value(&self) -> TokenStream {
        let support = &self.support;
        let [ctx, argument, rest, kwargs] =
            ["__ctx", "__argument", "__rest", "__kwargs"].map(|name| local_at(name, self.span));
        match self.parameter.kind {
            Kind::Args => quote_spanned!(self.span=> #support::FromArgs::from_args(#rest)?),
            Kind::Kwargs => quote_spanned!(self.span=> #support::FromKwargs::from_kwargs(#ctx, #kwargs)?),
            _ if self.function.convention() == Convention::OneArg => {
                quote_spanned!(self.span=> #support::convert_one(#argument, &__SIGNATURE)?)
            }
            _ => self.bound(),
        }
    }

    /// The argument that binding has found for the parameter, or its default.
    fn bound(&self) -> TokenStream {
        let (support, span) = (&self.support, self.span);
        let index = self.function.signature.named().take_while(|other| other.name != self.parameter.name).count();
        let mut index = Literal::usize_unsuffixed(index);
        index.set_span(span);
        let (bound, argument) = (local_at("__bound", span), local_at("__argument", span));
        let Some(default) = &self.parameter.default else {
            return quote_spanned!(span=> #support::required(#bound[#index], &__SIGNATURE, #index)?);
        };
        let default = emit_default(default);
        quote_spanned! {span=>
            match #bound[#index] {
                ::core::option::Option::Some(#argument) => #support::convert(#argument, &__SIGNATURE, #index)?,
                ::core::option::Option::None => #default,
            }
        }
    }
}

/// The default as the user wrote it, but that `None` needs no prelude.
fn emit_default(default: &Expr) -> TokenStream {
    if is_none(default) { quote!(::core::option::Option::None) } else { quote!(#default) }
}
