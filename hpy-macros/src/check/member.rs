//! The members of a struct.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::callable::check_doc;
use super::name::is_identifier;
use super::parameter::check_lifetimes;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Class, Member, Renaming};

pub(super) fn check_members(class: &Class, sink: &mut Sink) {
    let flags = &class.options.flags;
    for member in class.members() {
        check_doc(&member.doc, sink);
        check_access(class, member, sink);
        check_conditions(class, member, sink);
        if flags.from_fields.is_some() {
            check_lifetimes(&member.ty, sink);
        }
        if is_visible(class, member) || (flags.from_fields.is_some() && !is_nameless(member)) {
            check_name(member, class.options.rename_all, sink);
        } else if let Some(name) = &member.name {
            sink.report(messages::NAME_WITHOUT_USE.on(name, &[]));
        }
    }
    if let Some(span) = flags.set_all.filter(|_| flags.frozen.is_some()) {
        sink.report(messages::SET_ON_FROZEN.at(span, &[&names::SET_ALL]));
    }
    let is_named = |member: &&Member| is_visible(class, member) || flags.from_fields.is_some();
    let visible = class.members().iter().filter(is_named);
    let named = visible.map(|member| Named {
        name: member.python_name(class.options.rename_all),
        span: member.name.as_ref().map_or_else(|| member.place.span(), Spanned::span),
        is_conditional: !member.conditions.is_empty(),
    });
    check_unique(named, &class.python_name(), sink);
}

/// Whether it is in a tuple and has no name in Python either.
fn is_nameless(member: &Member) -> bool {
    member.name.is_none() && matches!(member.place, syn::Member::Unnamed(_))
}

/// Whether Python can read or set the member.
fn is_visible(class: &Class, member: &Member) -> bool {
    let flags = &class.options.flags;
    [flags.get_all, flags.set_all, member.get, member.set].iter().any(Option::is_some)
}

fn check_access(class: &Class, member: &Member, sink: &mut Sink) {
    let flags = &class.options.flags;
    for (name, given, all) in [(names::GET, member.get, flags.get_all), (names::SET, member.set, flags.set_all)] {
        if let Some(span) = given.filter(|_| all.is_some()) {
            sink.report(messages::MEMBER_TWICE.at(span, &[&name]));
        }
    }
    if let Some(span) = member.set.filter(|_| flags.frozen.is_some()) {
        sink.report(messages::SET_ON_FROZEN.at(span, &[&names::SET]));
    }
}

fn check_conditions(class: &Class, member: &Member, sink: &mut Sink) {
    let Some(condition) = member.conditions.first() else { return };
    if matches!(member.place, syn::Member::Unnamed(_)) {
        sink.report(messages::TUPLE_CONDITION.on(condition, &[]));
    } else if class.options.flags.from_fields.is_some() {
        sink.report(messages::FROM_FIELDS_CONDITION.on(condition, &[&member.label()]));
    }
}

/// Whether Python can write the name that `renaming` has made. One with dashes is reached by `getattr`, as who chose the rule
/// knows.
pub(super) fn is_name(name: &str, renaming: Option<Renaming>) -> bool {
    is_identifier(name) || (renaming.is_some_and(Renaming::makes_dashes) && is_identifier(&name.replace('-', "_")))
}

pub(super) fn check_name(member: &Member, renaming: Option<Renaming>, sink: &mut Sink) {
    match (&member.name, &member.place) {
        (Some(literal), _) if !is_identifier(&literal.value()) => {
            sink.report(messages::NOT_A_MEMBER_NAME.on(literal, &[&literal.value()]));
        }
        (None, syn::Member::Named(name)) => {
            let python_name = member.python_name(renaming);
            if !is_name(&python_name, renaming) {
                sink.report(messages::NOT_A_MEMBER_NAME.on(name, &[&python_name]));
            }
        }
        (None, syn::Member::Unnamed(_)) => sink.report(messages::MEMBER_WITHOUT_NAME.on(&member.ty, &[])),
        _ => {}
    }
}

/// Something with a name in Python, and where that comes from.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) span: Span,
    /// Whether it may not be there at all.
    pub(super) is_conditional: bool,
}

/// No two have one name, unless a `#[cfg]` may have left only one of them.
pub(super) fn check_unique(all: impl Iterator<Item = Named>, class: &str, sink: &mut Sink) {
    let mut seen: Vec<Named> = Vec::new();
    for named in all {
        let is_same = |other: &&Named| other.name == named.name;
        let first = seen.iter().find(is_same);
        if first.is_some_and(|first| !first.is_conditional && !named.is_conditional) {
            sink.report(messages::NAME_TWICE.at(named.span, &[&named.name, &class]));
        }
        seen.push(named);
    }
}
