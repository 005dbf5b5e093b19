//! `Self` in what stands inside of an item: expansions repeat it where that would mean another type.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parse;

use crate::attribute::names;

/// `tokens` with the name of the type in place of `Self`.
pub(super) fn named<T: ToTokens + Parse + Clone>(tokens: &T, ident: &Ident) -> T {
    syn::parse2(replace(tokens.to_token_stream(), ident)).unwrap_or_else(|_| tokens.clone())
}

fn replace(tokens: TokenStream, ident: &Ident) -> TokenStream {
    let one = |token| match token {
        TokenTree::Ident(name) if name == names::SELF => {
            let mut ident = ident.clone();
            ident.set_span(ident.span().located_at(name.span()));
            TokenTree::Ident(ident)
        }
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), replace(group.stream(), ident));
            replaced.set_span(group.span());
            TokenTree::Group(replaced)
        }
        other => other,
    };
    tokens.into_iter().map(one).collect()
}
