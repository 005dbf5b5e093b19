//! `#[hpy_type]`: which items cannot be one, names, and options that do not go together.

use proc_macro2::Span;
use syn::{GenericParam, Generics};

use super::callable::check_doc;
use super::member::check_members;
use super::name::{is_identifier, is_primitive};
use super::variant::check_variants;
use crate::attribute::names;
use crate::diagnostics::{Message, Sink, messages};
use crate::model::{Class, ClassOptions, Format, Nested, Text};

pub(crate) fn check_class(class: &Class, sink: &mut Sink) {
    check_generics("#[hpy_type]", &class.generics, sink);
    check_names(class, sink);
    check_doc(&class.doc, sink);
    check_pairs(&class.options, sink);
    if class.is_enum() {
        check_enum_options(class, sink);
        check_variants(class, sink);
    } else {
        check_struct_options(class, sink);
        check_members(class, sink);
    }
}

/// `#[derive(Traverse)]`.
pub(crate) fn check_nested(nested: &Nested, sink: &mut Sink) {
    check_generics("#[derive(Traverse)]", &nested.generics, sink);
}

fn check_generics(attribute: &str, generics: &Generics, sink: &mut Sink) {
    for parameter in &generics.params {
        sink.report(match parameter {
            GenericParam::Lifetime(parameter) => {
                messages::LIFETIME_TYPE.on(parameter, &[&attribute, &parameter.lifetime])
            }
            GenericParam::Type(inner) => messages::GENERIC_TYPE.on(parameter, &[&attribute, &inner.ident]),
            GenericParam::Const(inner) => messages::GENERIC_TYPE.on(parameter, &[&attribute, &inner.ident]),
        });
    }
}

fn check_names(class: &Class, sink: &mut Sink) {
    let name = class.python_name();
    if !is_identifier(&name) {
        sink.report(match &class.options.name {
            Some(literal) => messages::NOT_A_TYPE_NAME.on(literal, &[&name]),
            None => messages::NOT_A_TYPE_NAME.on(&class.ident, &[&name]),
        });
    }
    if is_primitive(&class.ident.to_string()) {
        sink.report(messages::NAME_OF_A_PRIMITIVE.on(&class.ident, &[&class.ident]));
    }
    if let Some(module) = class.options.module.as_ref().filter(|module| !module.value().split('.').all(is_identifier)) {
        sink.report(messages::NOT_A_MODULE_PATH.on(module, &[&module.value()]));
    }
}

/// An option as its name and where it was given.
type Given = (&'static str, Option<Span>);

fn report_given(given: &[Given], message: &Message, sink: &mut Sink) {
    for (name, span) in given {
        if let Some(span) = span {
            sink.report(message.at(*span, &[name]));
        }
    }
}

/// Options that need or exclude each other, wherever they stand.
fn check_pairs(options: &ClassOptions, sink: &mut Sink) {
    let flags = &options.flags;
    let mut needs = |(name, span): Given, (other, is_given): (&str, bool)| {
        if let Some(span) = span.filter(|_| !is_given) {
            sink.report(messages::NEEDS_OPTION.at(span, &[&name, &other]));
        }
    };
    needs((names::ORD, flags.ord), (names::EQ, flags.eq.is_some()));
    needs((names::HASH, flags.hash), (names::EQ, flags.eq.is_some()));
    if let (Some(span), Some(_)) = (flags.sequence, flags.mapping) {
        sink.report(messages::OPTIONS_EXCLUDE.at(span, &[&names::SEQUENCE, &names::MAPPING]));
    }
}

fn check_struct_options(class: &Class, sink: &mut Sink) {
    let ClassOptions { flags, python_enum, extends, .. } = &class.options;
    let of_enums = [(names::EQ_INT, flags.eq_int), (names::ENUM, python_enum.map(|(_, span)| span))];
    report_given(&of_enums, &messages::OPTION_OF_SIMPLE_ENUM, sink);
    if let Some(span) = flags.hash.filter(|_| flags.frozen.is_none()) {
        sink.report(messages::NEEDS_OPTION.at(span, &[&names::HASH, &names::FROZEN]));
    }
    if let Some(span) = flags.from_fields.filter(|_| extends.is_some() && !class.extends_exception()) {
        sink.report(messages::FROM_FIELDS_EXTENDS.at(span, &[]));
    }
    if let Some(span) = flags.dict.filter(|_| class.extends_exception()) {
        sink.report(messages::DICT_OF_EXCEPTION.at(span, &[]));
    }
    if let Some(Text::Format(format)) = &class.options.text {
        check_format(class, format, sink);
    }
}

/// The places of a format string are members.
fn check_format(class: &Class, format: &Format, sink: &mut Sink) {
    let members = class.members();
    for place in &format.members {
        if !members.iter().any(|member| member.place == *place) {
            let list: Vec<_> = members.iter().map(|member| format!("`{}`", member.label())).collect();
            let list = if list.is_empty() { "none".to_owned() } else { list.join(", ") };
            let name = quote::ToTokens::to_token_stream(place);
            sink.report(messages::STR_MEMBER.on(&format.literal, &[&name, &list]));
        }
    }
}

fn check_enum_options(class: &Class, sink: &mut Sink) {
    let ClassOptions { flags, python_enum, extends, text, .. } = &class.options;
    let python_enum = python_enum.map(|(_, span)| span);
    let format = match text {
        Some(Text::Format(format)) => Some(format.literal.span()),
        _ => None,
    };
    let of_structs = [
        (names::GET_ALL, flags.get_all),
        (names::SET_ALL, flags.set_all),
        (names::EXTENDS, extends.as_ref().map(syn::spanned::Spanned::span)),
        ("new = \"from_fields\"", flags.from_fields),
        (names::MATCH_ARGS, flags.match_args),
        (names::SUBCLASS, flags.subclass),
        (names::DICT, flags.dict),
        (names::WEAKREF, flags.weakref),
        ("str = \"…\"", format),
    ];
    report_given(&of_structs, &messages::OPTION_OF_STRUCT, sink);
    if !class.is_simple_enum() {
        let of_simple = [(names::EQ_INT, flags.eq_int), (names::ENUM, python_enum)];
        report_given(&of_simple, &messages::OPTION_OF_SIMPLE_ENUM, sink);
    } else if python_enum.is_some() {
        check_python_enum(&class.options, sink);
    } else {
        report_given(&[(names::UNSENDABLE, flags.unsendable)], &messages::OPTION_OF_DATA, sink);
    }
}

/// A class of Python's module `enum` is what it is.
fn check_python_enum(options: &ClassOptions, sink: &mut Sink) {
    let flags = &options.flags;
    let text = match &options.text {
        Some(Text::Display(span)) => Some(*span),
        _ => None, // A format string has been refused.
    };
    let of_rust = [
        (names::FROZEN, flags.frozen),
        (names::EQ, flags.eq),
        (names::EQ_INT, flags.eq_int),
        (names::ORD, flags.ord),
        (names::HASH, flags.hash),
        (names::STR, text),
        (names::MAPPING, flags.mapping),
        (names::SEQUENCE, flags.sequence),
        (names::GENERIC, flags.generic),
        (names::BUFFER, flags.buffer),
        (names::TYPE_STUB, options.type_stub.as_ref().map(syn::LitStr::span)),
        (names::UNSENDABLE, flags.unsendable),
    ];
    report_given(&of_rust, &messages::OPTION_OF_PYTHON_ENUM, sink);
}
