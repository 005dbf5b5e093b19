//! The parameters of a function: those of the Rust function, described by the option `signature`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{Expr, LitStr};

use crate::attribute::names;
use crate::diagnostics::{Message, Sink, messages};
use crate::model::types::is_named;
use crate::model::{Kind, Parameter, SignatureItem, Written};

/// What the signature says of one parameter.
struct Described {
    name: Ident,
    kind: Kind,
    hint: Option<LitStr>,
    default: Option<Expr>,
}

/// A signature as far as it was read.
struct Reading<'s> {
    described: Vec<Described>,
    /// Whether plain names are keyword-only from here on.
    behind_star: bool,
    /// A `*` that no keyword-only parameter was seen behind so far.
    lone_star: Option<Span>,
    slash_seen: bool,
    sink: &'s mut Sink,
}

/// Gives each parameter the kind and the default that the signature says. `not_passed` are the names of those that
/// Python does not pass.
pub(super) fn describe(parameters: &mut [Parameter], items: Vec<SignatureItem>, not_passed: &[Ident], sink: &mut Sink) {
    let mut reading = Reading { described: Vec::new(), behind_star: false, lone_star: None, slash_seen: false, sink };
    for item in items {
        reading.item(item);
    }
    let described = reading.finish();
    check_names(parameters, &described, not_passed, sink);
    for description in described {
        let parameter = parameters.iter_mut().find(|parameter| same(&parameter.name, &description.name));
        if let Some(parameter) = parameter {
            parameter.kind = description.kind;
            (parameter.default, parameter.hint) = (description.default, description.hint);
        }
    }
}

impl Reading<'_> {
    fn item(&mut self, item: SignatureItem) {
        match item {
            SignatureItem::Slash(span) => self.slash(span),
            SignatureItem::Star(span) => {
                self.star(span);
                self.lone_star = Some(span);
            }
            SignatureItem::Args(written) => {
                self.star(written.name.span());
                self.collector(written, Kind::Args);
            }
            SignatureItem::Kwargs(written) => self.collector(written, Kind::Kwargs),
            SignatureItem::Name(Written { name, hint, default }) => {
                let kind = if self.behind_star { Kind::KeywordOnly } else { Kind::Either };
                self.lone_star = None;
                self.described.push(Described { name, kind, hint, default });
            }
        }
    }

    fn slash(&mut self, span: Span) {
        if let Some(broken) = self.slash_rule() {
            self.sink.report(broken.at(span, &[]));
        }
        self.slash_seen = true;
        for described in self.described.iter_mut().filter(|described| described.kind == Kind::Either) {
            described.kind = Kind::PositionalOnly;
        }
    }

    /// The rule that a `/` here breaks.
    fn slash_rule(&self) -> Option<&'static Message> {
        match self {
            _ if self.behind_star => Some(&messages::SLASH_AFTER_STAR),
            _ if self.slash_seen => Some(&messages::SLASH_REPEATED),
            _ if self.described.is_empty() => Some(&messages::SLASH_FIRST),
            _ => None,
        }
    }

    fn star(&mut self, span: Span) {
        if self.behind_star {
            self.sink.report(messages::STAR_REPEATED.at(span, &[]));
        }
        self.behind_star = true;
    }

    fn collector(&mut self, Written { name, hint, default }: Written, kind: Kind) {
        if let Some(default) = default {
            self.sink.report(messages::COLLECTOR_DEFAULT.on(default, &[&name]));
        }
        self.described.push(Described { name, kind, hint, default: None });
    }

    /// The rules that concern the signature as a whole.
    fn finish(self) -> Vec<Described> {
        if let Some(star) = self.lone_star {
            self.sink.report(messages::STAR_ALONE.at(star, &[]));
        }
        if let [before @ .., _] = self.described.as_slice() {
            for misplaced in before.iter().filter(|described| described.kind == Kind::Kwargs) {
                self.sink.report(messages::BEHIND_KWARGS.on(&misplaced.name, &[&misplaced.name]));
            }
        }
        let mut with_default: Option<&Ident> = None;
        for described in &self.described {
            match (described.kind, &described.default, with_default) {
                (Kind::PositionalOnly | Kind::Either, Some(_), _) => with_default = Some(&described.name),
                (Kind::PositionalOnly | Kind::Either, None, Some(other)) => {
                    let values: [&dyn std::fmt::Display; 2] = [&described.name, other];
                    self.sink.report(messages::REQUIRED_BEHIND_DEFAULT.on(&described.name, &values));
                }
                _ => {}
            }
        }
        self.described
    }
}

/// A signature names all parameters, in order, and nothing else.
fn check_names(parameters: &[Parameter], described: &[Described], not_passed: &[Ident], sink: &mut Sink) {
    let names: Vec<_> = parameters.iter().map(|parameter| &parameter.name).collect();
    let is_described = |name: &Ident| described.iter().any(|described| same(&described.name, name));
    let mut is_complete = true;
    let mut report = |error| {
        is_complete = false;
        sink.report(error);
    };
    for (index, Described { name, .. }) in described.iter().enumerate() {
        if described[..index].iter().any(|before| same(&before.name, name)) {
            report(messages::SIGNATURE_REPEATED.on(name, &[name]));
        } else if not_passed.iter().any(|other| same(other, name)) {
            report(messages::SIGNATURE_NOT_PASSED.on(name, &[name]));
        } else if !names.iter().any(|other| same(other, name)) {
            report(messages::SIGNATURE_UNKNOWN.on(name, &[name, &list(&names)]));
        }
    }
    for Parameter { name, ty, .. } in parameters.iter().filter(|parameter| !is_described(&parameter.name)) {
        let is_of_pyo3 = is_named(ty, names::PYTHON);
        let message = if is_of_pyo3 { messages::SIGNATURE_MISSING_PYTHON } else { messages::SIGNATURE_MISSING };
        report(message.on(name, &[name]));
    }
    let misplaced = described.iter().zip(&names).find(|(described, name)| !same(&described.name, name));
    if let Some((described, name)) = misplaced.filter(|_| is_complete) {
        sink.report(messages::SIGNATURE_ORDER.on(&described.name, &[&described.name, name]));
    }
}

/// Whether two names are the same in Python.
fn same(one: &Ident, other: &Ident) -> bool {
    one.unraw() == other.unraw()
}

/// `` `a`, `b` ``
fn list(names: &[&Ident]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
