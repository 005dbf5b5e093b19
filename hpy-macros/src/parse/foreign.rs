//! `#[pyo3(…)]`, which a port has left: without a word of ours the compiler says that there is no such attribute.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{Parse, ParseStream};

use crate::attribute::names;
use crate::diagnostics::{Sink, messages};

/// Takes it away and says that `ours` stands in its place.
pub(super) fn refuse_pyo3(attributes: &mut Vec<Attribute>, ours: &str, sink: &mut Sink) {
    for attribute in attributes.extract_if(.., |attribute| attribute.path().is_ident(names::PYO3)) {
        sink.report(messages::PYO3_ATTRIBUTE.on(attribute, &[&ours]));
    }
}

/// As [`refuse_pyo3`], of an item that is left as it is otherwise.
pub(super) fn without_pyo3(item: TokenStream, ours: &str, sink: &mut Sink) -> TokenStream {
    let Ok(Attributed { mut attributes, rest }) = syn::parse2(item.clone()) else { return item };
    let before = attributes.len();
    refuse_pyo3(&mut attributes, ours, sink);
    if attributes.len() == before { item } else { quote!(#(#attributes)* #rest) }
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
