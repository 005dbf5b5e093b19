//! The option `signature`: from tokens to items.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{LitStr, Token};

use crate::diagnostics::messages;
use crate::model::{SignatureItem, SignatureOption, Written};

/// Parses `(a, b = 1, /, c, *args, d, **kwargs)`, perhaps with the types that stubs show: `(a: "int") -> "str"`.
pub(super) fn parse_signature(input: ParseStream<'_>) -> syn::Result<SignatureOption> {
    let items = parse_list(input)?;
    let returned = if input.peek(Token![->]) {
        input.parse::<Token![->]>()?;
        Some(parse_hint(input)?)
    } else {
        None
    };
    if input.is_empty() {
        Ok(SignatureOption { items, returned })
    } else {
        Err(syntax(&input.error("more than a list")))
    }
}

/// Parses such a list alone.
pub(super) fn parse_items(input: ParseStream<'_>) -> syn::Result<Vec<SignatureItem>> {
    let items = parse_list(input)?;
    if input.is_empty() { Ok(items) } else { Err(syntax(&input.error("more than a list"))) }
}

fn parse_list(input: ParseStream<'_>) -> syn::Result<Vec<SignatureItem>> {
    let list = || -> syn::Result<_> {
        let content;
        syn::parenthesized!(content in input);
        Ok(content)
    };
    let content = list().map_err(|error| syntax(&error))?;
    let mut items = Vec::new();
    while !content.is_empty() {
        items.push(parse_item(&content)?);
        if !content.is_empty() {
            content.parse::<Token![,]>().map_err(|error| syntax(&error))?;
        }
    }
    Ok(items)
}

fn syntax(error: &syn::Error) -> syn::Error {
    messages::SIGNATURE_SYNTAX.at(error.span(), &[])
}

fn parse_item(input: ParseStream<'_>) -> syn::Result<SignatureItem> {
    if input.peek(Token![/]) {
        return Ok(SignatureItem::Slash(input.parse::<Token![/]>()?.span()));
    }
    if input.peek(Token![*]) {
        let star = input.parse::<Token![*]>()?;
        if input.peek(Token![*]) {
            input.parse::<Token![*]>()?;
            return parse_written(input).map(SignatureItem::Kwargs);
        }
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(SignatureItem::Star(star.span()));
        }
        return parse_written(input).map(SignatureItem::Args);
    }
    parse_written(input).map(SignatureItem::Name)
}

fn parse_written(input: ParseStream<'_>) -> syn::Result<Written> {
    let name = input.call(Ident::parse_any).map_err(|error| syntax(&error))?;
    let hint = if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
        Some(parse_hint(input)?)
    } else {
        None
    };
    let default = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Some(input.parse().map_err(|error| syntax(&error))?)
    } else {
        None
    };
    Ok(Written { name, hint, default })
}

/// A type as a text.
fn parse_hint(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let hint: LitStr = input.parse().map_err(|error| messages::HINT_SYNTAX.at(error.span(), &[]))?;
    let is_one_line = !hint.value().trim().is_empty() && !hint.value().contains(['\n', '\r', '\0', '#']);
    if is_one_line { Ok(hint) } else { Err(messages::HINT_SYNTAX.on(&hint, &[])) }
}
