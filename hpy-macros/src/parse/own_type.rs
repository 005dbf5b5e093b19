//! `Self` in what stands inside of an item: expansions repeat it where that would mean another type.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parse;

use crate::attribute::names;

/// `tokens` with the name of the type in place of `Self`.
pub(super) fn named<T: ToTokens + Parse + Clone>(tokens: &T, own: &impl ToTokens) -> T {
    syn::parse2(replace(tokens.to_token_stream(), &own.to_token_stream())).unwrap_or_else(|_| tokens.clone())
}

fn replace(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    let one = |token| match token {
        TokenTree::Ident(name) if name == names::SELF => {
            let located = own.clone().into_iter().map(|mut token| {
                token.set_span(token.span().located_at(name.span()));
                token
            });
            located.collect()
        }
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), replace(group.stream(), own));
            replaced.set_span(group.span());
            TokenStream::from(TokenTree::Group(replaced))
        }
        other => TokenStream::from(other),
    };
    tokens.into_iter().map(one).collect()
}
