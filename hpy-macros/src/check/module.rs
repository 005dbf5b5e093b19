//! `#[hpy_module]`.

use syn::{FnArg, ReturnType, Type};

use super::callable::check_doc;
use super::name::is_module_name;
use super::parameter::check_lifetimes;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::types::{is_of_any, is_reference_to};
use crate::model::{Init, Module};

pub(crate) fn check_module(module: &Module, sink: &mut Sink) {
    let name = module.python_name();
    if !is_module_name(&name) {
        let error = match &module.name {
            Some(literal) => messages::NOT_A_MODULE_NAME.on(literal, &[&name]),
            None => messages::NOT_A_MODULE_NAME.on(&module.item.ident, &[&name]),
        };
        sink.report(error);
    }
    check_doc(&module.doc, sink);
    for repeated in module.inits.iter().skip(1) {
        if repeated.conditions.is_empty() {
            sink.report(messages::INIT_REPEATED.on(&repeated.head.ident, &[]));
        }
    }
    for init in &module.inits {
        check_init(init, sink);
    }
}

fn check_init(init: &Init, sink: &mut Sink) {
    let head = &init.head;
    let takes_module = match head.inputs.first() {
        Some(FnArg::Typed(parameter)) => head.inputs.len() == 1 && can_be_module(&parameter.ty),
        _ => false,
    };
    let is_plain = head.asyncness.is_none() && head.abi.is_none() && head.generics.type_params().next().is_none();
    let returns = matches!(head.output, ReturnType::Type(..));
    if let Some(FnArg::Typed(parameter)) = head.inputs.first() {
        check_lifetimes(&parameter.ty, sink);
    }
    if !(takes_module && is_plain && returns) {
        sink.report(messages::INIT_SIGNATURE.on(head, &[]));
    }
}

/// Whether `ty` is a reference, and none to a handle of any object.
fn can_be_module(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_)) && !(is_reference_to(ty, names::HANDLE) && is_of_any(ty))
}
