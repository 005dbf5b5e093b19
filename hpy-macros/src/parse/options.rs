//! `#[hpy(…)]`: on what stands inside of an item, and below the attribute of one.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Meta};

use super::foreign::refuse_pyo3;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};

/// Takes all `#[hpy(…)]` away and reads them.
pub(super) fn take_options(attributes: &mut Vec<Attribute>, valid: &[&str], sink: &mut Sink) -> Options {
    let given = take_given(attributes, sink).unwrap_or_default();
    Options::parse(names::HPY, valid, given, sink)
}

/// What all `#[hpy(…)]` say, as if they were one; `None` if there is none.
pub(super) fn take_given(attributes: &mut Vec<Attribute>, sink: &mut Sink) -> Option<TokenStream> {
    refuse_pyo3(attributes, names::HPY, sink);
    for attribute in attributes.extract_if(.., |attribute| is_conditional(attribute)) {
        sink.report(messages::CONDITIONAL_OPTIONS.on(attribute, &[]));
    }
    let mut given = None::<TokenStream>;
    for attribute in attributes.extract_if(.., |attribute| attribute.path().is_ident(names::HPY)) {
        let more = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) => TokenStream::new(),
            Meta::NameValue(pair) => {
                let (eq, value) = (&pair.eq_token, &pair.value);
                quote!(#eq #value) // No option starts so: the error says how one is written.
            }
        };
        add(given.get_or_insert_default(), more);
    }
    given
}

/// Takes all `#[hpy(…)]` of an item away, and with them `#[pyo3(…)]`, which are errors: gives what they say together with
/// `attribute`, what stands in the parentheses of the item's own attribute, `ours`; and the item.
pub(super) fn take_below(
    mut attribute: TokenStream,
    item: TokenStream,
    ours: &str,
    sink: &mut Sink,
) -> (TokenStream, TokenStream) {
    let Ok(Attributed { mut attributes, rest }) = syn::parse2(item.clone()) else { return (attribute, item) };
    let before = attributes.len();
    refuse_pyo3(&mut attributes, ours, sink);
    if let Some(given) = take_given(&mut attributes, sink) {
        add(&mut attribute, given);
    }
    let is_whole = attributes.len() == before;
    (attribute, if is_whole { item } else { quote!(#(#attributes)* #rest) })
}

/// An item of any kind.
struct Attributed {
    attributes: Vec<Attribute>,
    rest: TokenStream,
}

impl Parse for Attributed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Attributed { attributes: input.call(Attribute::parse_outer)?, rest: input.parse()? })
    }
}

/// Adds more options to those of an attribute.
fn add(given: &mut TokenStream, more: TokenStream) {
    if !given.is_empty() && !ends_with_comma(given) {
        given.extend(quote!(,));
    }
    given.extend(more);
}

/// Whether it is a `cfg_attr` with our attribute, which the compiler would not take away in time.
fn is_conditional(attribute: &Attribute) -> bool {
    let is_ours = |token: TokenTree| matches!(token, TokenTree::Ident(name) if name == names::HPY);
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let is_condition = |token: &TokenTree| token.to_string() != ",";
            list.tokens.clone().into_iter().skip_while(is_condition).any(is_ours)
        }
        _ => false,
    }
}

fn ends_with_comma(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().last().is_some_and(|last| last.to_string() == ",")
}
