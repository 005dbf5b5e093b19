//! [`Mark`]: the attributes that say what a function of an `#[hpy_methods]` block is, without options of their own.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Attribute, Meta};

use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::Role;

/// One such attribute.
pub(super) struct Mark {
    pub(super) name: &'static str,
    pub(super) attribute: Attribute,
    /// The name in `#[getter(name)]`.
    pub(super) property: Option<Ident>,
}

/// What the marks of one item say.
pub(super) struct Marked {
    /// `None` without a mark.
    pub(super) role: Option<Role>,
    /// The mark that says so.
    pub(super) written: TokenStream,
    pub(super) property: Option<Ident>,
    /// Whether it is given its class: by `#[classmethod]`, perhaps beside `#[new]`.
    pub(super) takes_class: bool,
}

const MARKS: &[(&str, Role)] = &[
    (names::NEW, Role::New),
    (names::GETTER, Role::Getter),
    (names::SETTER, Role::Setter),
    (names::DELETER, Role::Deleter),
    (names::STATIC_METHOD, Role::Static),
    (names::CLASS_METHOD, Role::Class),
    (names::CLASS_ATTRIBUTE, Role::ClassAttribute),
];

/// Takes the marks away from an item's attributes.
pub(super) fn take_marks(attributes: &mut Vec<Attribute>, sink: &mut Sink) -> Vec<Mark> {
    let (marks, others) = std::mem::take(attributes).into_iter().partition::<Vec<_>, _>(|one| mark_name(one).is_some());
    *attributes = others;
    let read = |attribute: Attribute| {
        let name = mark_name(&attribute)?;
        let property = sink.keep(property_name(name, &attribute)).flatten();
        Some(Mark { name, attribute, property })
    };
    marks.into_iter().filter_map(read).collect()
}

/// What one item is, by its marks.
pub(super) fn combine(mut marks: Vec<Mark>, sink: &mut Sink) -> Marked {
    let is = |mark: &Mark, name: &str| mark.name == name;
    let mut takes_class = false;
    if let [one, other] = marks.as_slice()
        && (is(one, names::NEW) && is(other, names::CLASS_METHOD)
            || is(one, names::CLASS_METHOD) && is(other, names::NEW))
    {
        takes_class = true;
        marks.retain(|mark| is(mark, names::NEW));
    }
    if let Some((first, others)) = marks.split_first() {
        for other in others {
            let names: [&dyn std::fmt::Display; 2] = [&first.name, &other.name];
            let message = if first.name == other.name { &messages::MARK_REPEATED } else { &messages::MARKS_EXCLUDE };
            sink.report(message.on(&other.attribute, &names));
        }
    }
    let Some(mark) = marks.into_iter().next() else {
        return Marked { role: None, written: TokenStream::new(), property: None, takes_class };
    };
    let role = MARKS.iter().find(|(name, _)| *name == mark.name).map(|(_, role)| *role);
    takes_class |= matches!(role, Some(Role::Class));
    let attribute = mark.attribute;
    Marked { role, written: quote::quote!(#attribute), property: mark.property, takes_class }
}

fn mark_name(attribute: &Attribute) -> Option<&'static str> {
    MARKS.iter().map(|(name, _)| *name).find(|name| attribute.path().is_ident(name))
}

/// `name` of `#[getter(name)]`; the other marks take none.
fn property_name(mark: &str, attribute: &Attribute) -> syn::Result<Option<Ident>> {
    let takes_name = [names::GETTER, names::SETTER, names::DELETER].contains(&mark);
    match &attribute.meta {
        Meta::Path(_) => Ok(None),
        Meta::List(list) if takes_name => {
            let name = Ident::parse_any.parse2(list.tokens.clone());
            name.map(Some).map_err(|_| messages::PROPERTY_NAME.on(attribute, &[&mark]))
        }
        Meta::List(_) | Meta::NameValue(_) if takes_name => Err(messages::PROPERTY_NAME.on(attribute, &[&mark])),
        Meta::List(_) | Meta::NameValue(_) => Err(messages::NO_OPTIONS.on(attribute, &[&mark])),
    }
}
