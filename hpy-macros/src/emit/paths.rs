//! Names that cannot clash with the user's, and where tokens point.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;

/// The path to `hpy_rs::macro_support`.
pub(super) fn support(crate_path: &TokenStream) -> TokenStream {
    quote!(#crate_path::macro_support)
}

/// The path to `hpy_rs::macro_support`, shown at `span` where it is part of an error.
pub(super) fn support_at(crate_path: &TokenStream, span: Span) -> TokenStream {
    located(support(crate_path), span)
}

/// A path, shown at `span` where it is part of an error.
pub(super) fn located(path: impl ToTokens, span: Span) -> TokenStream {
    let place = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    path.into_token_stream().into_iter().map(place).collect()
}

/// A local variable of the expansion, which the user's tokens cannot name.
pub(super) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// As [`local`], shown at `span` where it is part of an error.
pub(super) fn local_at(name: &str, span: Span) -> Ident {
    Ident::new(name, span)
}

/// The span for generated tokens whose errors are to be shown at `tokens`.
pub(super) fn shown_at(tokens: &impl ToTokens) -> Span {
    Span::mixed_site().located_at(tokens.span())
}
