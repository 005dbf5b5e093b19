//! The arguments of the call to the user's function, in the order of its parameters: straight-line conversions.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::paths::{local_at, shown_at, support_at};
use crate::model::types::{is_literal, is_named_path, is_none, is_optional};
use crate::model::{Callable, Convention, Home, Kind, Parameter, Passing};

/// Where the value of a slot's parameter is.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// In a local that holds an object.
    Object(&'static str),
    /// In a local that holds the object that an attribute is set to.
    Attribute(&'static str),
    /// In a local, and converted.
    Value(&'static str),
    /// As `Value`, and it is used up.
    Operand(&'static str),
}

/// Puts the context, or the way to one, in its place among the arguments of a call, if the user's function takes it.
pub(super) fn with_context(callable: &Callable, mut arguments: Vec<TokenStream>) -> Vec<TokenStream> {
    if let Some(context) = &callable.context {
        let span = shown_at(&context.ty);
        let (support, ctx) = (support_at(&callable.crate_path, span), local_at("__ctx", span));
        let context_or_interpreter = if callable.is_async() {
            quote_spanned!(span=> #support::Context::interpreter(#ctx)?)
        } else {
            quote!(#ctx)
        };
        arguments.insert(context.place.min(arguments.len()), context_or_interpreter);
    }
    arguments
}

/// What Python passes by a calling convention. The arguments stand inside of the call, so what a reference refers to
/// lives until the function has returned and, if that may borrow from them, its result is converted.
pub(super) fn emit_arguments(callable: &Callable, convention: Convention) -> Vec<TokenStream> {
    let emit = |parameter| {
        let emission = Emission::of(callable, parameter);
        emission.pass(emission.value(convention))
    };
    callable.signature.parameters.iter().map(emit).collect()
}

/// What Python passes to a slot: each parameter from its source.
pub(super) fn emit_slot_arguments(callable: &Callable, sources: &[Source]) -> Vec<TokenStream> {
    let emit = |(parameter, source): (_, &Source)| {
        let emission = Emission::of(callable, parameter);
        let value = match *source {
            Source::Object(name) => {
                let (function, argument) = (callable.python_name(), parameter.python_name());
                emission.in_slot(name, &format!("{function}() argument '{argument}'"))
            }
            Source::Attribute(name) => emission.named(name, &subject_of_attribute(callable.python_name())),
            Source::Value(name) => {
                let value = local_at(name, emission.span);
                quote!(#value)
            }
            Source::Operand(name) => {
                let value = local_at(name, emission.span);
                quote_spanned!(emission.span=> ::core::convert::identity(#value))
            }
        };
        emission.pass(value)
    };
    callable.signature.parameters.iter().zip(sources).map(emit).collect()
}

/// What messages call an attribute.
pub(super) fn subject_of_attribute(name: &str) -> String {
    format!("attribute '{name}'")
}

/// What the argument of one parameter is made of. Its tokens are shown at the parameter's type.
struct Emission<'c> {
    callable: &'c Callable,
    parameter: &'c Parameter,
    support: TokenStream,
    span: Span,
}

impl<'c> Emission<'c> {
    fn of(callable: &'c Callable, parameter: &'c Parameter) -> Self {
        let span = shown_at(&parameter.ty);
        Emission { callable, parameter, support: support_at(&callable.crate_path, span), span }
    }

    /// The object in a local, converted; messages call it `subject`.
    fn named(&self, object: &str, subject: &str) -> TokenStream {
        let (support, object) = (&self.support, local_at(object, self.span));
        quote_spanned!(self.span=> #support::convert_named(#object, #subject)?)
    }

    /// As [`named`](Self::named), with the class.
    fn in_slot(&self, object: &str, subject: &str) -> TokenStream {
        let Home::Class(class) = &self.callable.home else { return self.named(object, subject) };
        let (support, object) = (&self.support, local_at(object, self.span));
        quote_spanned!(self.span=> #support::convert_in_slot(#object, #class, #subject)?)
    }

    /// The argument, of a converted value.
    fn pass(&self, value: TokenStream) -> TokenStream {
        let (support, span) = (&self.support, self.span);
        let is_collected = matches!(self.parameter.kind, Kind::Args | Kind::Kwargs);
        let option = quote_spanned!(span=> ::core::option::Option);
        match self.parameter.passing {
            Passing::Value => value,
            Passing::Handle if is_collected => quote_spanned!(span=> &#value),
            Passing::Handle => quote_spanned!(span=> #support::as_handle(&#value)),
            Passing::OptionalHandle if is_collected => {
                quote_spanned!(span=> #option::<#support::Handle<'_, _>>::as_ref(&#value))
            }
            Passing::OptionalHandle => {
                quote_spanned!(span=> #option::<#support::Borrowed<'_, '_, _>>::as_deref(&#value))
            }
            Passing::Shared => {
                quote_spanned!(span=> <#support::PyRef<'_, '_, _> as ::core::ops::Deref>::deref(&#value))
            }
            Passing::Exclusive => {
                quote_spanned!(span=> <#support::PyRefMut<'_, '_, _> as ::core::ops::DerefMut>::deref_mut(&mut #value))
            }
            Passing::OptionalShared => {
                quote_spanned!(span=> #option::<#support::PyRef<'_, '_, _>>::as_deref(&#value))
            }
            Passing::OptionalExclusive => {
                quote_spanned!(span=> #option::<#support::PyRefMut<'_, '_, _>>::as_deref_mut(&mut #value))
            }
        }
    }

    /// The converted argument; for references, what they are taken to.
    fn value(&self, convention: Convention) -> TokenStream {
        let support = &self.support;
        let [ctx, argument, rest, kwargs] =
            ["__ctx", "__argument", "__rest", "__kwargs"].map(|name| local_at(name, self.span));
        match self.parameter.kind {
            Kind::Args => {
                let collected = self.collected();
                quote_spanned!(self.span=> #support::FromArgs::from_args(#rest, #collected)?)
            }
            Kind::Kwargs => {
                let collected = self.collected();
                quote_spanned!(self.span=> #support::FromKwargs::from_kwargs(#ctx, #kwargs, #collected)?)
            }
            _ if convention == Convention::OneArg => {
                quote_spanned!(self.span=> #support::convert_one(#argument, &__SIGNATURE)?)
            }
            _ => self.bound(),
        }
    }

    /// What messages say of `*args` and `**kwargs`.
    fn collected(&self) -> TokenStream {
        let (support, name) = (&self.support, self.parameter.python_name());
        quote_spanned!(self.span=> #support::Collected { signature: &__SIGNATURE, name: #name })
    }

    /// The argument that binding has found for the parameter, or its default.
    fn bound(&self) -> TokenStream {
        let (support, span) = (&self.support, self.span);
        let index = self.callable.signature.named().take_while(|other| other.name != self.parameter.name).count();
        let mut index = Literal::usize_unsuffixed(index);
        index.set_span(span);
        let (bound, argument) = (local_at("__bound", span), local_at("__argument", span));
        let Some(default) = &self.parameter.default else {
            return quote_spanned!(span=> #support::convert(#bound.required(#index), &__SIGNATURE, #index)?);
        };
        let default = self.default(default);
        quote_spanned! {span=>
            match #bound.get(#index) {
                ::core::option::Option::Some(#argument) => #support::convert(#argument, &__SIGNATURE, #index)?,
                ::core::option::Option::None => #default,
            }
        }
    }

    /// The default as the user wrote it, but that `None` needs no prelude, and what an `Option` holds stands for it.
    fn default(&self, default: &Expr) -> TokenStream {
        let span = shown_at(default);
        let support = support_at(&self.callable.crate_path, span);
        match default {
            none if is_none(none) => quote_spanned!(span=> ::core::option::Option::None),
            _ if !is_optional(&self.parameter.ty) => quote!(#default),
            Expr::Call(call) if is_named_path(&call.func, "Some") => quote!(#default),
            literal if is_literal(literal) => quote_spanned!(span=> ::core::option::Option::Some(#default)),
            _ => quote_spanned!(span=> #support::optional(#default)),
        }
    }
}
