//! `#[hpy_function]`: what kinds of functions cannot be one.

use quote::ToTokens;
use syn::{Attribute, FnArg, GenericParam, Safety};

use super::name::{is_identifier, is_primitive};
use super::parameter::check_parameters;
use crate::diagnostics::{Sink, messages};
use crate::model::{Doc, DocLine, Function, TextSignature};

pub(crate) fn check_function(function: &Function, sink: &mut Sink) {
    check_head(&function.head, sink);
    check_generics(&function.head, sink);
    check_inputs(&function.head, sink);
    check_parameters(function, sink);
    check_texts(function, sink);
}

fn check_head(head: &syn::Signature, sink: &mut Sink) {
    if let Some(token) = &head.asyncness {
        sink.report(messages::ASYNC_FUNCTION.on(token, &[]));
    }
    if let Safety::Unsafe(token) = &head.safety {
        sink.report(messages::UNSAFE_FUNCTION.on(token, &[]));
    }
    if let Some(abi) = &head.abi {
        sink.report(messages::EXTERN_FUNCTION.on(abi, &[]));
    }
}

fn check_generics(head: &syn::Signature, sink: &mut Sink) {
    for parameter in &head.generics.params {
        let ident = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(parameter) => &parameter.ident,
            GenericParam::Const(parameter) => &parameter.ident,
        };
        sink.report(messages::GENERIC_FUNCTION.on(parameter, &[ident]));
    }
}

/// Rules for all inputs, whoever passes them.
fn check_inputs(head: &syn::Signature, sink: &mut Sink) {
    for input in &head.inputs {
        let attributes = match input {
            FnArg::Receiver(receiver) => {
                sink.report(messages::RECEIVER.on(receiver, &[]));
                &receiver.attrs
            }
            FnArg::Typed(parameter) => &parameter.attrs,
        };
        let is_condition =
            |attribute: &&Attribute| ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name));
        for attribute in attributes.iter().filter(is_condition) {
            let name = attribute.path().to_token_stream();
            sink.report(messages::PARAMETER_CONDITION.on(attribute, &[&name]));
        }
    }
}

fn check_texts(function: &Function, sink: &mut Sink) {
    let name = function.python_name();
    if !is_identifier(&name) {
        let error = match &function.options.name {
            Some(literal) => messages::NOT_AN_IDENTIFIER.on(literal, &[&name]),
            None => messages::NOT_AN_IDENTIFIER.on(function.ident(), &[&name]),
        };
        sink.report(error);
    }
    if is_primitive(&function.ident().to_string()) {
        sink.report(messages::NAME_OF_A_TYPE.on(function.ident(), &[function.ident()]));
    }
    if let TextSignature::Given(text) = &function.options.text_signature
        && text.value().contains('\0')
    {
        sink.report(messages::NUL_IN_DOC.on(text, &[]));
    }
    check_doc(&function.doc, sink);
}

pub(super) fn check_doc(doc: &Doc, sink: &mut Sink) {
    for line in &doc.lines {
        match line {
            DocLine::Text(text) if text.value().contains('\0') => sink.report(messages::NUL_IN_DOC.on(text, &[])),
            DocLine::Text(_) | DocLine::Expression(_) => {} // An expression is looked at when it is evaluated.
        }
    }
}
