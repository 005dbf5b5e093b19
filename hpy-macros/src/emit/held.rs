//! The future of an `async fn` with `&self` or `&mut self`: it has what that is borrowed from.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote_spanned;

use super::callable::returned_at;
use super::paths::{local_at, support_at};
use crate::model::{Method, ReceiverKind};

/// An expression that evaluates the arguments and borrows the object at once, and calls when it is polled. `None` if the method is
/// another one.
pub(super) fn emit_held(method: &Method, called: &TokenStream, arguments: &[TokenStream]) -> Option<TokenStream> {
    let receiver = method.receiver.as_ref().filter(|_| method.callable.is_async())?;
    let (span, at) = (returned_at(&method.callable), Span::mixed_site().located_at(receiver.span));
    let support = support_at(&method.callable.crate_path, at);
    let (this, held, passed) = (local_at("__this", at), local_at("__held", span), local_at("__passed", span));
    let (binding, reference) = match receiver.kind {
        ReceiverKind::Shared => {
            (quote_spanned!(at=> let #held = #support::Held::new(#this)?;), quote_spanned!(span=> &*#held))
        }
        ReceiverKind::Exclusive => {
            (quote_spanned!(at=> let mut #held = #support::HeldMut::new(#this)?;), quote_spanned!(span=> &mut *#held))
        }
        _ => return None,
    };
    let evaluation = (!arguments.is_empty()).then(|| quote_spanned!(span=> let #passed = (#(#arguments,)*);));
    let indices = (0..arguments.len()).map(Literal::usize_unsuffixed);
    Some(quote_spanned! {span=> {
        #evaluation
        #binding
        async move { #called(#reference, #(#passed.#indices),*).await }
    }})
}
