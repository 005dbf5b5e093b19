//! `#[hpy_type]`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, Item, ItemEnum, ItemStruct, LitStr, Path};

use super::doc::{parse_conditions, parse_doc};
use super::format::parse_format;
use super::member::take_members;
use super::options::take_below;
use super::variant::take_variant;
use crate::attribute::{Options, names};
use crate::diagnostics::{Message, Sink, messages};
use crate::model::{Body, Class, ClassFlags, ClassOptions, EnumKind, Renaming, Text};

/// The options that `#[hpy_type]` has.
const OPTIONS: &[&str] = &[
    names::NAME,
    names::MODULE,
    names::RENAME_ALL,
    names::FROZEN,
    names::GET_ALL,
    names::SET_ALL,
    names::EQ,
    names::EQ_INT,
    names::ORD,
    names::HASH,
    names::STR,
    names::NEW,
    names::EXTENDS,
    names::MAPPING,
    names::SEQUENCE,
    names::GENERIC,
    names::BUFFER,
    names::UNSENDABLE,
    names::MATCH_ARGS,
    names::ENUM,
    names::SUBCLASS,
    names::DICT,
    names::WEAKREF,
    names::TYPE_STUB,
    names::CRATE,
];

/// Options of PyO3's `#[pyclass]` that are none here.
const REFUSED: &[(&str, &Message)] = &[
    ("freelist", &messages::OPTION_FREELIST),
    ("immutable_type", &messages::OPTION_IMMUTABLE_TYPE),
    ("gc", &messages::OPTION_GC),
    ("from_py_object", &messages::OPTION_FROM_PY_OBJECT),
    ("skip_from_py_object", &messages::OPTION_FROM_PY_OBJECT),
];

/// The values of `enum`.
const ENUM_KINDS: [(&str, EnumKind); 2] = [("Enum", EnumKind::Enum), ("IntEnum", EnumKind::IntEnum)];

/// The values of `new`.
const NEW_VALUES: [(&str, ()); 1] = [(names::FROM_FIELDS, ())];

/// Parses the attribute and the item it stands on.
pub(crate) fn parse_class(attribute: TokenStream, item: TokenStream, sink: &mut Sink) -> Option<Class> {
    let (attribute, item) = take_below(attribute, item, names::HPY_TYPE, sink);
    let options = parse_options(attribute, sink);
    match syn::parse2::<Item>(item) {
        Ok(Item::Struct(item)) => Some(parse_struct(item, options, sink)),
        Ok(Item::Enum(item)) => Some(parse_enum(item, options, sink)),
        Ok(Item::Union(item)) => {
            sink.report(messages::UNION.on(item.union_token, &[&"#[hpy_type]"]));
            None
        }
        _ => {
            sink.report(messages::NOT_A_TYPE.at(Span::call_site(), &[&"#[hpy_type]"]));
            None
        }
    }
}

fn parse_struct(mut item: ItemStruct, options: ClassOptions, sink: &mut Sink) -> Class {
    let members = take_members(&mut item.fields, &item.ident, sink);
    let ItemStruct { attrs, ident, generics, .. } = item.clone();
    assemble(item.into_token_stream(), &attrs, (ident, generics), options, Body::Struct(members))
}

fn parse_enum(mut item: ItemEnum, options: ClassOptions, sink: &mut Sink) -> Class {
    let variants = item.variants.iter_mut().map(|variant| take_variant(variant, &item.ident, sink)).collect();
    let ItemEnum { attrs, ident, generics, .. } = item.clone();
    assemble(item.into_token_stream(), &attrs, (ident, generics), options, Body::Enum(variants))
}

fn assemble(
    item: TokenStream,
    attributes: &[Attribute],
    (ident, generics): (syn::Ident, Generics),
    options: ClassOptions,
    body: Body,
) -> Class {
    Class {
        item,
        ident,
        generics,
        options,
        doc: parse_doc(attributes),
        conditions: parse_conditions(attributes),
        is_deprecated: attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")),
        body,
    }
}

fn parse_options(attribute: TokenStream, sink: &mut Sink) -> ClassOptions {
    let options = Options::parse_refusing(names::HPY_TYPE, OPTIONS, REFUSED, attribute, sink);
    let new = choice(&options, names::NEW, &NEW_VALUES, sink);
    let mut flag = |key| options.flag(key, sink);
    let flags = ClassFlags {
        frozen: flag(names::FROZEN),
        get_all: flag(names::GET_ALL),
        set_all: flag(names::SET_ALL),
        eq: flag(names::EQ),
        eq_int: flag(names::EQ_INT),
        ord: flag(names::ORD),
        hash: flag(names::HASH),
        from_fields: new.map(|((), span)| span),
        mapping: flag(names::MAPPING),
        sequence: flag(names::SEQUENCE),
        generic: flag(names::GENERIC),
        buffer: flag(names::BUFFER),
        unsendable: flag(names::UNSENDABLE),
        match_args: flag(names::MATCH_ARGS),
        subclass: flag(names::SUBCLASS),
        dict: flag(names::DICT),
        weakref: flag(names::WEAKREF),
    };
    ClassOptions {
        crate_path: options.crate_path(sink),
        name: options.string(names::NAME, sink),
        module: options.string(names::MODULE, sink),
        type_stub: options.string(names::TYPE_STUB, sink),
        rename_all: choice(&options, names::RENAME_ALL, &Renaming::ALL, sink).map(|(rule, _)| rule),
        extends: options.value(names::EXTENDS, parse_base, sink),
        text: parse_text(&options, sink),
        python_enum: choice(&options, names::ENUM, &ENUM_KINDS, sink),
        flags,
    }
}

/// The value of an option that has only these, and where it is.
pub(super) fn choice<T: Copy>(
    options: &Options,
    key: &str,
    values: &[(&str, T)],
    sink: &mut Sink,
) -> Option<(T, Span)> {
    let literal = options.string(key, sink)?;
    let found = values.iter().find(|(name, _)| *name == literal.value());
    if found.is_none() {
        let list = values.iter().map(|(name, _)| format!("`\"{name}\"`")).collect::<Vec<_>>().join(", ");
        sink.report(messages::UNKNOWN_VALUE.on(&literal, &[&literal.value(), &key, &list]));
    }
    found.map(|(_, value)| (*value, literal.span()))
}

/// The path of the option `extends`.
fn parse_base(input: ParseStream<'_>) -> syn::Result<Path> {
    let tokens = input.parse::<TokenStream>()?;
    let path = Path::parse_mod_style.parse2(tokens.clone()).map_err(|_| messages::BASE_NOT_A_PATH.on(&tokens, &[]))?;
    match path.segments.last() {
        Some(last) if names::BUILTIN_CLASSES.iter().any(|builtin| last.ident == builtin) => {
            Err(messages::BASE_BUILTIN.on(&path, &[&last.ident]))
        }
        _ => Ok(path),
    }
}

/// `str`, alone or with a format string.
fn parse_text(options: &Options, sink: &mut Sink) -> Option<Text> {
    let (span, has_value) = options.flag_or_value(names::STR)?;
    if !has_value {
        return Some(Text::Display(span));
    }
    let literal: LitStr = options.string(names::STR, sink)?;
    sink.keep(parse_format(&literal)).map(Text::Format)
}
