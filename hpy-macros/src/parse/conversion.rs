//! `#[derive(FromPy)]` and `#[derive(IntoPy)]`: both read the same options, so that a type can have both.

use proc_macro2::{Span, TokenStream};
use syn::parse::Parse;
use syn::{Attribute, Expr, Fields, Item};

use super::class::choice;
use super::doc::parse_conditions;
use super::options::take_options;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::{Content, Conversion, Part, Parts, Renaming, Shape, Source, Substitute};

/// The options that `#[hpy(…)]` has on the item.
const OPTIONS: &[&str] = &[names::CRATE, names::FROM_ITEM_ALL, names::RENAME_ALL, names::TRANSPARENT];
/// Those on a variant.
const VARIANT_OPTIONS: &[&str] = &[names::TRANSPARENT];
/// Those on a member.
const MEMBER_OPTIONS: &[&str] = &[names::ATTRIBUTE, names::ITEM, names::DEFAULT];

/// What the options of the item say of all members.
#[derive(Clone, Copy)]
struct Common {
    from_items: bool,
    renaming: Option<Renaming>,
}

/// Parses the item that the derive stands on.
pub(crate) fn parse_conversion(derive: &str, item: TokenStream, sink: &mut Sink) -> Option<Conversion> {
    let (options, ident, generics, content) = match syn::parse2::<Item>(item) {
        Ok(Item::Struct(mut item)) => {
            let (options, common) = take_common(&mut item.attrs, sink);
            let transparent = options.flag(names::TRANSPARENT, sink);
            let parts = take_parts(&mut item.fields, transparent, common, sink);
            (options, item.ident, item.generics, Content::Struct(parts))
        }
        Ok(Item::Enum(mut item)) => {
            let (options, common) = take_common(&mut item.attrs, sink);
            if let Some(span) = options.flag(names::TRANSPARENT, sink) {
                sink.report(messages::TRANSPARENT_ENUM.at(span, &[]));
            }
            let variants = item.variants.iter_mut().map(|variant| {
                let transparent =
                    take_options(&mut variant.attrs, VARIANT_OPTIONS, sink).flag(names::TRANSPARENT, sink);
                let parts = take_parts(&mut variant.fields, transparent, common, sink);
                (variant.ident.clone(), Parts { conditions: parse_conditions(&variant.attrs), ..parts })
            });
            let content = Content::Enum(variants.collect());
            (options, item.ident, item.generics, content)
        }
        Ok(Item::Union(item)) => {
            sink.report(messages::UNION.on(item.union_token, &[&derive]));
            return None;
        }
        _ => {
            sink.report(messages::NOT_A_TYPE.at(Span::call_site(), &[&derive]));
            return None;
        }
    };
    Some(Conversion { crate_path: options.crate_path(sink), ident, generics, content })
}

fn take_common(attributes: &mut Vec<Attribute>, sink: &mut Sink) -> (Options, Common) {
    let options = take_options(attributes, OPTIONS, sink);
    let from_items = options.flag(names::FROM_ITEM_ALL, sink).is_some();
    let renaming = choice(&options, names::RENAME_ALL, &Renaming::ALL, sink).map(|(rule, _)| rule);
    (options, Common { from_items, renaming })
}

fn take_parts(fields: &mut Fields, transparent: Option<Span>, common: Common, sink: &mut Sink) -> Parts {
    let shape = Shape::of(fields);
    let places: Vec<_> = fields.members().collect();
    let members: Vec<_> =
        places.into_iter().zip(fields.iter_mut()).map(|(place, field)| take_part(place, field, common, sink)).collect();
    if let Some(span) = transparent.filter(|_| members.len() != 1) {
        sink.report(messages::TRANSPARENT_MEMBERS.at(span, &[&members.len()]));
    }
    let is_transparent = members.len() == 1 && (transparent.is_some() || shape == Shape::Tuple);
    Parts { shape, members, is_transparent, conditions: Vec::new() }
}

fn take_part(place: syn::Member, field: &mut syn::Field, common: Common, sink: &mut Sink) -> Part {
    let options = take_options(&mut field.attrs, MEMBER_OPTIONS, sink);
    let is_named = matches!(place, syn::Member::Named(_));
    for key in MEMBER_OPTIONS.iter().filter_map(|name| options.key(name)).filter(|_| !is_named) {
        sink.report(messages::OPTION_OF_TUPLE.on(key, &[key]));
    }
    if let (Some(_), Some(second)) = (options.key(names::ATTRIBUTE), options.key(names::ITEM)) {
        sink.report(messages::ATTRIBUTE_AND_ITEM.on(second, &[]));
    }
    let written = |key| options.flag_or_value(key).is_some_and(|(_, has_value)| has_value);
    let source = if options.is_given(names::ITEM) || (common.from_items && !options.is_given(names::ATTRIBUTE)) {
        let key = written(names::ITEM).then(|| options.value(names::ITEM, Expr::parse, sink)).flatten();
        Source::Item(key)
    } else {
        let name = options.is_given(names::ATTRIBUTE).then(|| options.string(names::ATTRIBUTE, sink)).flatten();
        Source::Attribute(name)
    };
    let default = options.is_given(names::DEFAULT).then(|| {
        let value = written(names::DEFAULT).then(|| options.value(names::DEFAULT, Expr::parse, sink)).flatten();
        value.map_or(Substitute::OfType, Substitute::Value)
    });
    let python_name = Part::python_name(&place, common.renaming);
    let (ty, conditions) = (field.ty.clone(), parse_conditions(&field.attrs));
    Part { place, python_name, ty, source, default, conditions }
}
