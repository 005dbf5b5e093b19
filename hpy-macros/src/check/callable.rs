//! What neither a function nor a method can be.

use quote::ToTokens;
use syn::{Attribute, FnArg, GenericParam, Safety};

use super::asynchronous::check_async;
use super::name::is_identifier;
use super::parameter::{check_lifetimes, check_parameters};
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Callable, Doc, DocLine, TextSignature};

pub(super) fn check_callable(callable: &Callable, sink: &mut Sink) {
    check_head(callable, sink);
    check_generics(callable, sink);
    for input in &callable.head.inputs {
        check_input(input, sink);
    }
    check_parameters(callable, sink);
    if callable.is_async() {
        check_async(callable, sink);
    }
    check_texts(callable, sink);
}

fn check_head(callable: &Callable, sink: &mut Sink) {
    let (head, noun) = (&callable.head, callable.home.noun());
    if let Safety::Unsafe(token) = &head.safety {
        sink.report(messages::UNSAFE_FUNCTION.on(token, &[&noun]));
    }
    if let Some(abi) = &head.abi {
        sink.report(messages::EXTERN_FUNCTION.on(abi, &[&noun]));
    }
}

fn check_generics(callable: &Callable, sink: &mut Sink) {
    for parameter in &callable.head.generics.params {
        let ident = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(parameter) => &parameter.ident,
            GenericParam::Const(parameter) => &parameter.ident,
        };
        sink.report(messages::GENERIC_FUNCTION.on(parameter, &[&callable.home.noun(), ident]));
    }
}

/// Rules for all inputs, whoever passes them.
fn check_input(input: &FnArg, sink: &mut Sink) {
    let attributes = match input {
        FnArg::Receiver(receiver) => &receiver.attrs,
        FnArg::Typed(parameter) => {
            check_lifetimes(&parameter.ty, sink);
            &parameter.attrs
        }
    };
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(names::PYO3)) {
        sink.report(messages::PYO3_PARAMETER.on(attribute, &[]));
    }
    let is_condition = |attribute: &&Attribute| ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name));
    for attribute in attributes.iter().filter(is_condition) {
        let name = attribute.path().to_token_stream();
        sink.report(messages::PARAMETER_CONDITION.on(attribute, &[&name]));
    }
}

fn check_texts(callable: &Callable, sink: &mut Sink) {
    let name = callable.python_name();
    if !is_identifier(name) {
        let values: [&dyn std::fmt::Display; 2] = [&name, &callable.home.attribute()];
        sink.report(messages::NOT_AN_IDENTIFIER.on(&callable.name.written, &values));
    }
    if let TextSignature::Given(text) = &callable.text_signature
        && text.value().contains('\0')
    {
        sink.report(messages::NUL_IN_DOC.on(text, &[]));
    }
    check_doc(&callable.doc, sink);
}

pub(super) fn check_doc(doc: &Doc, sink: &mut Sink) {
    for line in &doc.lines {
        match line {
            DocLine::Text(text) if text.value().contains('\0') => sink.report(messages::NUL_IN_DOC.on(text, &[])),
            DocLine::Text(_) | DocLine::Expression(_) => {} // An expression is looked at when it is evaluated.
        }
    }
}
