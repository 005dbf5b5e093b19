//! What type stubs say of methods: under which names Python has them, and what it gives and takes there.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Path, ReturnType};

use super::doc::emit_doc;
use super::parts::MEMBERS;
use super::paths::{local, shown_at, support_at};
use super::type_stub::{Description, accepted, emit_parameters, fixed, fixed_parameter, general, made_of, returned};
use crate::model::{Answer, ClassConstant, Method, Methods, Role, Side, SlotKind};

/// The names of the six comparisons, those first that take any object.
pub(super) const COMPARISONS: [&str; 6] = ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"];

/// The statements for a block.
pub(super) fn describe_methods(methods: &Methods, class: &Path) -> Vec<TokenStream> {
    let list = local(MEMBERS);
    let of_functions = methods.functions.iter().map(|method| {
        let (conditions, crate_path) = (&method.callable.conditions, &method.callable.crate_path);
        let statements = describe(method, class).into_iter().map(|description| description.emit(&list, crate_path));
        let conditions = quote!(#(#conditions)*);
        let statements = statements.map(|statement| quote!(#conditions #statement));
        quote!(#(#statements)*)
    });
    let of_constants = methods.constants.iter().map(|constant| {
        let ClassConstant { name, ty, conditions, .. } = constant;
        let hint = made_of(ty, Some(class), &methods.crate_path);
        let statement = Description::new("Attribute", &name.text, hint).emit(&list, &methods.crate_path);
        quote!(#(#conditions)* #statement)
    });
    of_functions.chain(of_constants).collect()
}

/// What a method is in a stub: most are one thing.
fn describe(method: &Method, class: &Path) -> Vec<Description> {
    let callable = &method.callable;
    let own = |role, hint| {
        let parameters = emit_parameters(callable, Some(class));
        Description::new(role, callable.python_name(), hint).taking(parameters)
    };
    let (given, fixed) = (|| returned(callable, Some(class)), |name| fixed(name, &callable.crate_path));
    let mut described = match method.role {
        Role::Instance => vec![own("Function", given())],
        Role::New => vec![own("New", fixed("same"))],
        Role::Getter => vec![own("Getter", given())],
        Role::Setter => vec![own("Setter", fixed("none"))],
        Role::Deleter => vec![own("Deleter", fixed("none"))],
        Role::Static => vec![own("Static", given())],
        Role::Class => vec![own("OfClass", given())],
        Role::ClassAttribute => vec![Description::new("Attribute", callable.python_name(), given())],
        Role::Slot(slot) => describe_slot(method, class, slot.kind),
    };
    let doc = emit_doc("", &callable.doc, &callable.crate_path);
    for description in &mut described {
        description.doc.clone_from(&doc);
    }
    described
}

fn describe_slot(method: &Method, class: &Path, kind: SlotKind) -> Vec<Description> {
    let callable = &method.callable;
    let parameters = || emit_parameters(callable, Some(class));
    let named = |name: &str, hint| Description::new("Function", name, hint).taking(parameters());
    let own = |hint| vec![named(callable.python_name(), hint)];
    let (given, fixed) = (|| returned(callable, Some(class)), |name| fixed(name, &callable.crate_path));
    match kind {
        SlotKind::Operator(_, Side::InPlace) => own(fixed("same")),
        SlotKind::Power(side) => describe_power(method, class, side),
        SlotKind::Compare(_) => vec![comparison(method, class, callable.python_name())],
        SlotKind::RichCompare => COMPARISONS.map(|name| comparison(method, class, name)).into(),
        SlotKind::Length | SlotKind::Hash => own(fixed("int")),
        SlotKind::Truth | SlotKind::Contains => own(fixed("bool")),
        SlotKind::SetItem | SlotKind::DeleteItem | SlotKind::Init => own(fixed("none")),
        SlotKind::Concat => vec![named("__add__", given())],
        SlotKind::ConcatInPlace => vec![named("__iadd__", fixed("same"))],
        SlotKind::Repeat => vec![named("__mul__", given()), named("__rmul__", given())],
        SlotKind::RepeatInPlace => vec![named("__imul__", fixed("same"))],
        SlotKind::Adopted(Answer::Next | Answer::AsyncNext) => own(next(method, class)),
        // Type checkers want one, whatever has the methods of one.
        SlotKind::Adopted(_) if callable.python_name() == "__await__" && callable.returned.is_none() => {
            own(fixed("generator"))
        }
        SlotKind::Adopted(Answer::Object) | SlotKind::Unary(_) | SlotKind::Operator(..) | SlotKind::GetItem => {
            own(given())
        }
        SlotKind::Finalize | SlotKind::Refused(_) => Vec::new(),
    }
}

/// What `__next__` gives: nothing is the end.
fn next(method: &Method, class: &Path) -> TokenStream {
    let callable = &method.callable;
    let ReturnType::Type(_, ty) = &callable.head.output else { return returned(callable, Some(class)) };
    if callable.returned.is_some() {
        return returned(callable, Some(class));
    }
    let span = shown_at(ty);
    let (support, ty) = (support_at(&callable.crate_path, span), general(ty, Some(class)));
    quote_spanned!(span=> || <#ty as #support::IntoPy<'static>>::result_type().without_none())
}

/// A comparison: for `==` and `!=` any object will do, as `object` says.
fn comparison(method: &Method, class: &Path, name: &str) -> Description {
    let callable = &method.callable;
    let other = callable.signature.parameters.first();
    let hint = match other.filter(|_| !COMPARISONS[..2].contains(&name)) {
        Some(other) => accepted(other, Some(class), &callable.crate_path),
        None => fixed("object", &callable.crate_path),
    };
    let name_of_other = other.map_or_else(|| "other".to_owned(), crate::model::Parameter::python_name);
    let parameters = fixed_parameter(&name_of_other, &hint);
    Description::new("Function", name, returned(callable, Some(class))).taking(parameters)
}

/// `**`, whose third operand Python leaves out; in place there is none.
fn describe_power(method: &Method, class: &Path, side: Side) -> Vec<Description> {
    let callable = &method.callable;
    let [any, none, same] = ["any", "none", "same"].map(|name| fixed(name, &callable.crate_path));
    let mut parameters: Vec<_> = callable
        .signature
        .parameters
        .iter()
        .enumerate()
        .map(|(index, parameter)| {
            let (name, default) = (parameter.python_name(), if index == 0 { "" } else { "None" });
            let hint = accepted(parameter, Some(class), &callable.crate_path);
            quote!((#name, #default, #hint))
        })
        .collect();
    let hint = if side == Side::InPlace {
        parameters.truncate(1);
        same
    } else {
        if parameters.len() == 1 {
            parameters.push(quote!(("modulus", "None", #none)));
        }
        returned(callable, Some(class))
    };
    parameters.push(quote!(("/", "", #any)));
    vec![Description::new("Function", callable.python_name(), hint).taking(parameters)]
}
