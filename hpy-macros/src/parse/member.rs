//! The fields of a struct or a variant, and `#[hpy(…)]` on them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Field, Fields, Meta};

use super::doc::{parse_conditions, parse_doc};
use super::foreign::refuse_pyo3;
use super::own_type::named;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::Member;

/// The options that `#[hpy(…)]` has on a field.
const OPTIONS: &[&str] = &[names::GET, names::SET, names::NAME];

/// Takes our attributes off the fields of the type `own` and notes what they say.
pub(super) fn take_members(fields: &mut Fields, own: &Ident, sink: &mut Sink) -> Vec<Member> {
    let places: Vec<_> = fields.members().collect();
    places.into_iter().zip(fields.iter_mut()).map(|(place, field)| take_member(place, field, own, sink)).collect()
}

fn take_member(place: syn::Member, field: &mut Field, own: &Ident, sink: &mut Sink) -> Member {
    let options = take_options(&mut field.attrs, OPTIONS, sink);
    Member {
        place,
        ty: named(&field.ty, own),
        name: options.string(names::NAME, sink),
        get: options.flag(names::GET, sink),
        set: options.flag(names::SET, sink),
        doc: parse_doc(&field.attrs),
        conditions: parse_conditions(&field.attrs),
    }
}

/// Takes all `#[hpy(…)]` away; what they say counts as said in one.
pub(super) fn take_options(attributes: &mut Vec<Attribute>, valid: &[&str], sink: &mut Sink) -> Options {
    refuse_pyo3(attributes, names::HPY, sink);
    for attribute in attributes.extract_if(.., |attribute| is_conditional(attribute)) {
        sink.report(messages::CONDITIONAL_OPTIONS.on(attribute, &[]));
    }
    let mut given = TokenStream::new();
    for attribute in attributes.extract_if(.., |attribute| attribute.path().is_ident(names::HPY)) {
        let more = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) => TokenStream::new(),
            Meta::NameValue(pair) => {
                let (eq, value) = (&pair.eq_token, &pair.value);
                quote!(#eq #value) // No option starts so: the error says how one is written.
            }
        };
        if !given.is_empty() && !ends_with_comma(&given) {
            given.extend(quote!(,));
        }
        given.extend(more);
    }
    Options::parse(names::HPY, valid, given, sink)
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
