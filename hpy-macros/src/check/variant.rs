//! The variants of an enum.

use syn::spanned::Spanned;

use super::callable::check_doc;
use super::member::{Named, check_name, check_unique, is_name};
use super::name::is_identifier;
use super::parameter::check_lifetimes;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Class, Member, Renaming, Shape, Variant};

pub(super) fn check_variants(class: &Class, sink: &mut Sink) {
    if class.variants().is_empty() {
        sink.report(messages::EMPTY_ENUM.on(&class.ident, &[]));
    }
    let renaming = class.options.rename_all;
    for variant in class.variants() {
        check_doc(&variant.doc, sink);
        check_variant_name(variant, renaming, sink);
        variant.members.iter().for_each(|member| check_member(variant, member, sink));
        check_unique(variant.members.iter().map(named_member), &variant.python_name(renaming), sink);
    }
    let named = class.variants().iter().map(|variant| Named {
        name: variant.python_name(renaming),
        span: variant.name.as_ref().map_or_else(|| variant.ident.span(), Spanned::span),
        is_conditional: !variant.conditions.is_empty(),
    });
    check_unique(named, &class.python_name(), sink);
}

fn check_variant_name(variant: &Variant, renaming: Option<Renaming>, sink: &mut Sink) {
    let name = variant.python_name(renaming);
    match &variant.name {
        Some(literal) if !is_identifier(&name) => sink.report(messages::NOT_A_MEMBER_NAME.on(literal, &[&name])),
        None if !is_name(&name, renaming) => {
            sink.report(messages::NOT_A_MEMBER_NAME.on(&variant.ident, &[&name]));
        }
        _ => {}
    }
}

fn check_member(variant: &Variant, member: &Member, sink: &mut Sink) {
    check_doc(&member.doc, sink);
    check_lifetimes(&member.ty, sink); // The constructor takes it.
    for (name, given) in [(names::GET, member.get), (names::SET, member.set)] {
        if let Some(span) = given {
            sink.report(messages::MEMBER_OF_VARIANT.at(span, &[&name]));
        }
    }
    if let Some(condition) = member.conditions.first() {
        sink.report(messages::VARIANT_CONDITION.on(condition, &[]));
    }
    match &member.name {
        Some(name) if variant.shape == Shape::Tuple => {
            sink.report(messages::NAME_IN_TUPLE.on(name, &[]));
        }
        _ if variant.shape == Shape::Named => check_name(member, None, sink),
        _ => {}
    }
}

fn named_member(member: &Member) -> Named {
    Named {
        name: member.python_name(None),
        span: member.name.as_ref().map_or_else(|| member.place.span(), Spanned::span),
        is_conditional: false,
    }
}
