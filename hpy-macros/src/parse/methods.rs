//! `#[hpy_methods]`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, ImplItem, ImplItemConst, ItemImpl, Path, PathArguments, Type};

use super::doc::parse_conditions;
use super::mark::take_marks;
use super::method::{Block, parse_method};
use super::options::take_given;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::types::bare;
use crate::model::{ClassConstant, Home, Method, Methods, PythonName};

/// The options that `#[hpy_methods]` has.
const OPTIONS: &[&str] = &[names::CRATE];

/// The options that `#[hpy]` has on a constant.
const CONSTANT_OPTIONS: &[&str] = &[names::NAME];

/// Parses the attribute and the block it stands on.
pub(crate) fn parse_methods(attribute: TokenStream, item: TokenStream, sink: &mut Sink) -> Option<Methods> {
    let options = Options::parse(names::HPY_METHODS, OPTIONS, attribute, sink);
    let Ok(mut item) = syn::parse2::<ItemImpl>(item) else {
        sink.report(messages::NOT_AN_IMPL.at(Span::call_site(), &[]));
        return None;
    };
    let crate_path = options.crate_path(sink);
    let class = plain_path(&item.self_ty).cloned();
    let home = Home::Class(quote!(<#class as #crate_path::macro_support::HpyType>::NAME));
    let block = Block { class: class.as_ref(), home: &home, crate_path: &crate_path };
    let (mut functions, mut constants): (Vec<Method>, Vec<ClassConstant>) = (Vec::new(), Vec::new());
    for part in &mut item.items {
        match part {
            ImplItem::Fn(function) => functions.push(parse_method(function, &block, sink)),
            ImplItem::Const(constant) => constants.extend(parse_constant(constant, sink)),
            ImplItem::Type(item) => reject_attributes(&mut item.attrs, sink),
            ImplItem::Macro(item) => reject_attributes(&mut item.attrs, sink),
            _ => {}
        }
    }
    let conditions = parse_conditions(&item.attrs);
    Some(Methods { item, class, crate_path, conditions, functions, constants })
}

/// A path without arguments: what a class can be.
fn plain_path(ty: &Type) -> Option<&Path> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => {
            let is_plain = path.path.segments.iter().all(|segment| matches!(segment.arguments, PathArguments::None));
            is_plain.then_some(&path.path)
        }
        _ => None,
    }
}

/// A constant that is a class attribute.
fn parse_constant(constant: &mut ImplItemConst, sink: &mut Sink) -> Option<ClassConstant> {
    let marks = take_marks(&mut constant.attrs, sink);
    let given = take_given(&mut constant.attrs, sink);
    let mut is_attribute = false;
    for mark in &marks {
        let is_one = mark.name == names::CLASS_ATTRIBUTE;
        if !is_one || is_attribute {
            sink.report(messages::MARK_OF_METHODS.on(&mark.attribute, &[&mark.name]));
        }
        is_attribute |= is_one;
    }
    if !is_attribute {
        if given.is_some() && marks.is_empty() {
            sink.report(messages::MARK_OF_METHODS.on(&constant.ident, &[&names::HPY]));
        }
        return None;
    }
    let options = Options::parse(names::HPY, CONSTANT_OPTIONS, given.unwrap_or_default(), sink);
    let name = options.string(names::NAME, sink);
    Some(ClassConstant {
        name: PythonName::new(&constant.ident.unraw().to_string(), &constant.ident, name),
        ident: constant.ident.clone(),
        ty: constant.ty.clone(),
        conditions: parse_conditions(&constant.attrs),
    })
}

fn reject_attributes(attributes: &mut Vec<Attribute>, sink: &mut Sink) {
    for mark in take_marks(attributes, sink) {
        sink.report(messages::MARK_OF_METHODS.on(&mark.attribute, &[&mark.name]));
    }
}
