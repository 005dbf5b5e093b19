//! The option `signature`: from tokens to items.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Token};

use crate::diagnostics::messages;
use crate::model::SignatureItem;

/// Parses `(a, b = 1, /, c, *args, d, **kwargs)`.
pub(super) fn parse_items(input: ParseStream<'_>) -> syn::Result<Vec<SignatureItem>> {
    let list = || -> syn::Result<_> {
        let content;
        syn::parenthesized!(content in input);
        let items = Punctuated::<SignatureItem, Token![,]>::parse_terminated(&content)?;
        if input.is_empty() { Ok(items.into_iter().collect()) } else { Err(input.error("more than a list")) }
    };
    list().map_err(|error| messages::SIGNATURE_SYNTAX.at(error.span(), &[]))
}

impl Parse for SignatureItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![/]) {
            return Ok(SignatureItem::Slash(input.parse::<Token![/]>()?.span()));
        }
        if input.peek(Token![*]) {
            let star = input.parse::<Token![*]>()?;
            if input.peek(Token![*]) {
                input.parse::<Token![*]>()?;
                return Ok(SignatureItem::Kwargs(input.call(Ident::parse_any)?, parse_default(input)?));
            }
            if input.is_empty() || input.peek(Token![,]) {
                return Ok(SignatureItem::Star(star.span()));
            }
            return Ok(SignatureItem::Args(input.call(Ident::parse_any)?, parse_default(input)?));
        }
        Ok(SignatureItem::Name(input.call(Ident::parse_any)?, parse_default(input)?))
    }
}

fn parse_default(input: ParseStream<'_>) -> syn::Result<Option<Expr>> {
    if !input.peek(Token![=]) {
        return Ok(None);
    }
    input.parse::<Token![=]>()?;
    input.parse().map(Some)
}
