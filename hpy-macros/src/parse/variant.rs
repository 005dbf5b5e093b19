//! The variants of an enum, and `#[hpy(…)]` on them.

use proc_macro2::Ident;
use syn::parse::ParseStream;

use super::doc::{parse_conditions, parse_doc};
use super::member::take_members;
use super::options::take_options;
use super::own_type::named;
use super::parameters::describe;
use super::signature::parse_items;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Member, Shape, Signature, SignatureItem, Variant};

/// The options that `#[hpy(…)]` has on a variant.
const OPTIONS: &[&str] = &[names::NAME, names::CONSTRUCTOR];

/// The parameters of a constructor, written as a signature is.
fn parse_constructor(input: ParseStream<'_>) -> syn::Result<Vec<SignatureItem>> {
    parse_items(input).map_err(|error| messages::CONSTRUCTOR_SYNTAX.at(error.span(), &[]))
}

/// Takes our attributes off the variant of the enum `own` and notes what they say.
pub(super) fn take_variant(variant: &mut syn::Variant, own: &Ident, sink: &mut Sink) -> Variant {
    let options = take_options(&mut variant.attrs, OPTIONS, sink);
    let members = take_members(&mut variant.fields, own, sink);
    let parameters = members.iter().map(|member: &Member| member.parameter(None)).collect();
    let mut signature = Signature { parameters };
    let shape = Shape::of(&variant.fields);
    if let Some(items) = options.value(names::CONSTRUCTOR, parse_constructor, sink) {
        if shape == Shape::Unit {
            let at = options.flag_or_value(names::CONSTRUCTOR).map_or(variant.ident.span(), |(span, _)| span);
            sink.report(messages::CONSTRUCTOR_OF_UNIT.at(at, &[&variant.ident]));
        } else {
            describe(&mut signature.parameters, items, &[], sink);
            for default in signature.parameters.iter_mut().filter_map(|parameter| parameter.default.as_mut()) {
                *default = named(default, own);
            }
        }
    }
    Variant {
        ident: variant.ident.clone(),
        name: options.string(names::NAME, sink),
        shape,
        members,
        signature,
        doc: parse_doc(&variant.attrs),
        conditions: parse_conditions(&variant.attrs),
    }
}
