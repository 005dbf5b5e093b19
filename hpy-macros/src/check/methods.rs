//! `#[hpy_methods]`: the block as a whole.

use super::method::check_method;
use super::name::is_identifier;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::{Methods, PythonName, Role};

pub(crate) fn check_methods(methods: &Methods, sink: &mut Sink) {
    check_block(methods, sink);
    for method in &methods.functions {
        check_method(method, sink);
    }
    for constant in &methods.constants {
        if !is_identifier(&constant.name.text) {
            let values: [&dyn std::fmt::Display; 2] = [&constant.name.text, &names::HPY];
            sink.report(messages::NOT_AN_IDENTIFIER.on(&constant.name.written, &values));
        }
    }
    check_duplicates(methods, sink);
}

fn check_block(methods: &Methods, sink: &mut Sink) {
    let item = &methods.item;
    if let Some(token) = &item.unsafety {
        sink.report(messages::UNSAFE_IMPL.on(token, &[]));
    }
    if let Some((path, _)) = &item.trait_ {
        sink.report(messages::IMPL_OF_TRAIT.on(path, &[]));
    }
    if !item.generics.params.is_empty() {
        sink.report(messages::GENERIC_IMPL.on(&item.generics.params, &[]));
    } else if methods.class.is_none() {
        sink.report(messages::IMPL_TYPE.on(&item.self_ty, &[]));
    }
}

/// A name that a member has in Python.
struct Named<'m> {
    name: &'m PythonName,
    /// Which part of the member it is: the parts of a property share a name.
    part: Part,
    /// A member that is there under a condition can stand in for another one.
    is_conditional: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Whole,
    Getter,
    Setter,
    Deleter,
}

fn check_duplicates(methods: &Methods, sink: &mut Sink) {
    let of_methods = methods.functions.iter().map(|method| Named {
        name: &method.callable.name,
        part: match method.role {
            Role::Getter => Part::Getter,
            Role::Setter => Part::Setter,
            Role::Deleter => Part::Deleter,
            _ => Part::Whole,
        },
        is_conditional: !method.callable.conditions.is_empty(),
    });
    let of_constants = methods.constants.iter().map(|constant| Named {
        name: &constant.name,
        part: Part::Whole,
        is_conditional: !constant.conditions.is_empty(),
    });
    let all: Vec<_> = of_methods.chain(of_constants).filter(|named| !named.is_conditional).collect();
    for (index, one) in all.iter().enumerate() {
        if all[..index].iter().any(|before| excludes(before, one)) {
            report_duplicate(one.name, sink);
        }
    }
    let has = |name: &str| all.iter().find(|named| named.name.text == name);
    let comparison = COMPARISONS.iter().find_map(|name| has(name));
    if let (Some(rich), Some(comparison)) = (has("__richcmp__"), comparison) {
        sink.report(messages::RICHCMP_AND_COMPARISON.on(&rich.name.written, &[&comparison.name.text]));
    }
}

const COMPARISONS: [&str; 6] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

fn excludes(one: &Named<'_>, other: &Named<'_>) -> bool {
    let are_parts = one.part != Part::Whole && other.part != Part::Whole && one.part != other.part;
    one.name.text == other.name.text && !are_parts
}

fn report_duplicate(name: &PythonName, sink: &mut Sink) {
    if name.text == "__new__" {
        sink.report(messages::NEW_REPEATED.on(&name.written, &[]));
    } else {
        sink.report(messages::MEMBER_REPEATED.on(&name.written, &[&name.text]));
    }
}
