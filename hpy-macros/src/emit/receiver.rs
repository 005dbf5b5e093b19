//! What a method is called on, as it takes it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::paths::{local, local_at, support_at};
use crate::model::{Method, ReceiverKind};

/// The first argument of the call to the user's function: the object, or the class. Guards are temporaries of the call,
/// so that what may borrow from the object can be converted.
pub(super) fn emit_receiver(method: &Method) -> Option<TokenStream> {
    let crate_path = &method.callable.crate_path;
    let located = |span: Span| Span::mixed_site().located_at(span);
    if let Some(receiver) = &method.receiver {
        return Some(emit(receiver.kind, "__this", crate_path, located(receiver.span)));
    }
    let class = method.class.as_ref()?;
    Some(emit(class.kind, "__cls", crate_path, located(class.span)))
}

/// A statement that checks `slf`, by the function `check`. What it relies on is so: it stands in what is added to that class alone.
pub(super) fn emit_this(check: &str, support: &TokenStream, class: &impl ToTokens) -> TokenStream {
    let (check, this, slf) = (format_ident!("{check}"), local("__this"), local("__slf"));
    quote!(let #this = unsafe { #support::#check::<#class>(#slf) }?;)
}

fn emit(kind: ReceiverKind, name: &str, crate_path: &TokenStream, span: Span) -> TokenStream {
    let (support, this) = (support_at(crate_path, span), local_at(name, span));
    match kind {
        ReceiverKind::Shared => quote_spanned!(span=> &*#support::borrow(&#this)?),
        ReceiverKind::Exclusive => quote_spanned!(span=> &mut *#support::borrow_mut(&#this)?),
        ReceiverKind::Handle => quote_spanned!(span=> #support::as_handle(&#this)),
        ReceiverKind::Owned => quote_spanned!(span=> ::core::clone::Clone::clone(#support::as_handle(&#this))),
        ReceiverKind::Borrowed => quote_spanned!(span=> #support::as_borrowed(&#this)),
        ReceiverKind::Kept => quote_spanned!(span=> #support::as_handle(&#this).to_py()?),
        ReceiverKind::SharedGuard => quote_spanned!(span=> #support::as_ref_guard(#this)?),
        ReceiverKind::ExclusiveGuard => quote_spanned!(span=> #support::as_mut_guard(#this)?),
    }
}
