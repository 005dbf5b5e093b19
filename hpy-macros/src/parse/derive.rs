//! `#[derive(Traverse)]`.

use proc_macro2::{Span, TokenStream};
use syn::Item;

use super::member::take_members;
use super::options::take_options;
use super::variant::take_variant;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Body, Nested};

/// The options that `#[hpy(…)]` has on the item.
const OPTIONS: &[&str] = &[names::CRATE];

/// Parses the item that the derive stands on.
pub(crate) fn parse_nested(item: TokenStream, sink: &mut Sink) -> Option<Nested> {
    let (mut attributes, ident, generics, body) = match syn::parse2::<Item>(item) {
        Ok(Item::Struct(mut item)) => {
            let members = take_members(&mut item.fields, &item.ident, sink);
            (item.attrs, item.ident, item.generics, Body::Struct(members))
        }
        Ok(Item::Enum(mut item)) => {
            let variants = item.variants.iter_mut().map(|variant| take_variant(variant, &item.ident, sink)).collect();
            (item.attrs, item.ident, item.generics, Body::Enum(variants))
        }
        Ok(Item::Union(item)) => {
            sink.report(messages::UNION.on(item.union_token, &[&"#[derive(Traverse)]"]));
            return None;
        }
        _ => {
            sink.report(messages::NOT_A_TYPE.at(Span::call_site(), &[&"#[derive(Traverse)]"]));
            return None;
        }
    };
    let crate_path = take_options(&mut attributes, OPTIONS, sink).crate_path(sink);
    Some(Nested { crate_path, ident, generics, body })
}
