//! The parameters of a function or method: names, types and defaults.

use syn::{GenericArgument, Lifetime, PathArguments, Type};

use super::name::is_keyword;
use super::referent::check_referent;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::types::{bare, is_named, is_none};
use crate::model::{Callable, Kind, Parameter, Passing};

pub(super) fn check_parameters(callable: &Callable, sink: &mut Sink) {
    for parameter in &callable.signature.parameters {
        check_name(parameter, sink);
        check_type(&parameter.ty, callable.is_async(), sink);
        if !callable.is_async() && !matches!(parameter.kind, Kind::Args | Kind::Kwargs) {
            check_referent(&parameter.ty, sink);
        }
        if parameter.kind != Kind::Args && is_named(&parameter.ty, names::ARGS) {
            let values: [&dyn std::fmt::Display; 2] = [&parameter.name, &callable.home.attribute()];
            sink.report(messages::ARGS_NOT_COLLECTED.on(&parameter.ty, &values));
        }
        check_default(parameter, sink);
    }
}

fn check_name(parameter: &Parameter, sink: &mut Sink) {
    let name = parameter.python_name();
    if is_keyword(&name) {
        sink.report(messages::PARAMETER_KEYWORD.on(&parameter.name, &[&name]));
    }
}

fn check_type(ty: &Type, is_async: bool, sink: &mut Sink) {
    let context = if is_async { names::INTERPRETER } else { names::CONTEXT };
    match bare(ty) {
        Type::ImplTrait(_) => sink.report(messages::IMPL_TRAIT_PARAMETER.on(ty, &[])),
        Type::Path(_) if is_named(ty, context) => sink.report(messages::CONTEXT_REPEATED.on(ty, &[&context])),
        Type::Reference(_) if is_async => {} // There is another message for all of them.
        Type::Reference(reference) if is_named(&reference.elem, names::CONTEXT) => {
            sink.report(messages::CONTEXT_REFERENCE.on(ty, &[]));
        }
        Type::Reference(reference) if reference.mutability.is_some() && is_named(&reference.elem, names::HANDLE) => {
            sink.report(messages::MUTABLE_HANDLE.on(ty, &[]));
        }
        _ => {}
    }
}

/// What comes from a call cannot be `'static`. The compiler sees that too, but its message is about generated code.
pub(super) fn check_lifetimes(ty: &Type, sink: &mut Sink) {
    match bare(ty) {
        Type::Reference(reference) => {
            check_lifetime(reference.lifetime.as_ref(), sink);
            check_lifetimes(&reference.elem, sink);
        }
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|element| check_lifetimes(element, sink)),
        Type::Path(path) => {
            let is_of_call = names::OF_A_CALL.iter().any(|name| is_named(ty, name));
            let Some(PathArguments::AngleBracketed(arguments)) = path.path.segments.last().map(|last| &last.arguments)
            else {
                return;
            };
            for argument in &arguments.args {
                match argument {
                    GenericArgument::Lifetime(lifetime) if is_of_call => check_lifetime(Some(lifetime), sink),
                    GenericArgument::Type(inner) => check_lifetimes(inner, sink),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn check_lifetime(lifetime: Option<&Lifetime>, sink: &mut Sink) {
    if let Some(lifetime) = lifetime.filter(|lifetime| lifetime.ident == "static") {
        sink.report(messages::STATIC_LIFETIME.on(lifetime, &[]));
    }
}

fn check_default(parameter: &Parameter, sink: &mut Sink) {
    let Some(default) = &parameter.default else { return };
    match parameter.passing {
        Passing::Handle | Passing::Shared | Passing::Exclusive => {
            sink.report(messages::REFERENCE_DEFAULT.on(default, &[&parameter.name]));
        }
        Passing::OptionalHandle | Passing::OptionalShared | Passing::OptionalExclusive if !is_none(default) => {
            sink.report(messages::OPTIONAL_REFERENCE_DEFAULT.on(default, &[&parameter.name]));
        }
        _ => {}
    }
}
