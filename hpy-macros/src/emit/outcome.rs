//! The call of a method, and the conversion of what it returns.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Path, ReturnType};

use super::arguments::with_context;
use super::callable::returned_at;
use super::held::emit_held;
use super::paths::{local, local_at, located, support_at};
use super::receiver::emit_receiver;
use super::signature::emit_class_name;
use crate::model::types::{has_own_error, is_reference_to_class};
use crate::model::{Answer, Callable, Method};

/// What is made of what a method returns.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    /// An object, or the end of an iteration.
    Answer(Answer),
    /// The payload of a new object.
    New,
    Unit,
    /// Nothing, which gives the object itself, in this local: an operator in place.
    Changed(&'static str),
    Length,
    Hash,
    Truth,
}

/// An expression of the type that the entry returns.
pub(super) fn emit_call(method: &Method, class: &Path, arguments: Vec<TokenStream>, outcome: Outcome) -> TokenStream {
    let callable = &method.callable;
    let span = returned_at(callable);
    let (class_path, class, name) = (class, located(class, span), located(callable.ident(), span));
    let (support, ctx) = (support_at(&callable.crate_path, span), local("__ctx"));
    let (called, arguments) = (quote_spanned!(span=> #class::#name), with_context(callable, arguments));
    let call = emit_held(method, &called, &arguments).unwrap_or_else(|| {
        let arguments = emit_receiver(method).into_iter().chain(arguments);
        quote_spanned!(span=> #called(#(#arguments),*))
    });
    match outcome {
        Outcome::Answer(Answer::Object) => emit_leave(callable, Some(class_path), &call),
        Outcome::Answer(Answer::Next) => {
            let call = emit_raising(callable, &call);
            quote_spanned!(span=> #support::next_outcome(#call, #ctx))
        }
        Outcome::Answer(Answer::AsyncNext) => {
            let call = emit_raising(callable, &call);
            quote_spanned!(span=> #support::anext_outcome(#call, #ctx))
        }
        Outcome::New => {
            let [class_object, given] = ["__cls", "__arguments"].map(local);
            quote_spanned!(span=> #support::new_outcome::<#class, _>(#call, #class_object, #given))
        }
        Outcome::Unit => quote_spanned!(span=> #support::unit_outcome(#call)),
        Outcome::Changed(object) => {
            let object = local(object);
            quote_spanned!(span=> #support::changed_outcome(#call, #object))
        }
        Outcome::Length => quote_spanned!(span=> #support::length_outcome(#call)),
        Outcome::Hash => quote_spanned!(span=> #support::hash_outcome(#call)),
        Outcome::Truth => quote_spanned!(span=> #support::truth_outcome(#call)),
    }
}

/// The conversion of what a function returns, as its last act. What borrows from nothing is converted when the guards of the
/// arguments have gone. Of an `async fn` the future is converted.
pub(super) fn emit_leave(callable: &Callable, class: Option<&Path>, call: &TokenStream) -> TokenStream {
    let span = returned_at(callable);
    let (support, ctx, returned) =
        (support_at(&callable.crate_path, span), local("__ctx"), local_at("__returned", span));
    if callable.is_async() {
        let (class, name) = (emit_class_name(&callable.home), callable.python_name());
        return quote_spanned!(span=> #support::leave_coroutine(#class, #name, #call, #ctx));
    }
    let call = emit_raising(callable, call);
    if !callable.returns_owned(class) {
        let is_reference = matches!(&callable.head.output, ReturnType::Type(_, ty) if is_reference_to_class(ty, class));
        let leave = local_at(if is_reference { "leave_reference" } else { "leave" }, span);
        return quote_spanned!(span=> #support::#leave(#call, #ctx));
    }
    if matches!(callable.head.output, ReturnType::Default) {
        return quote_spanned!(span=> { #call; #support::leave((), #ctx) });
    }
    quote_spanned! {span=> {
        let #returned = #call;
        #support::leave(#returned, #ctx)
    }}
}

/// A call whose error, if its type is written, is made an exception at once: the compiler speaks of that type alone then.
pub(super) fn emit_raising(callable: &Callable, call: &TokenStream) -> TokenStream {
    match &callable.head.output {
        ReturnType::Type(_, ty) if has_own_error(ty) => {
            let span = returned_at(callable);
            let support = support_at(&callable.crate_path, span);
            quote_spanned!(span=> #support::raising(#call))
        }
        _ => call.clone(),
    }
}
