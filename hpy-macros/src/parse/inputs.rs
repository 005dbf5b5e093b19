//! The inputs of a Rust function: first those that Python does not pass, then the parameters.

use proc_macro2::Ident;
use syn::{FnArg, Pat, PatIdent, PatType, Type};

use super::parameters::describe;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::types::{is_named, passing};
use crate::model::{ContextParameter, Parameter, Signature, SignatureItem};

/// Inputs that nobody has taken so far.
pub(super) struct Inputs {
    is_async: bool,
    rest: Vec<FnArg>,
    /// The names of those that were taken.
    not_passed: Vec<Ident>,
}

impl Inputs {
    pub(super) fn of(head: &syn::Signature) -> Self {
        Inputs {
            is_async: head.asyncness.is_some(),
            rest: head.inputs.iter().cloned().collect(),
            not_passed: Vec::new(),
        }
    }

    pub(super) fn first(&self) -> Option<&FnArg> {
        self.rest.first()
    }

    /// The type of the first one, unless that is `self`.
    pub(super) fn first_type(&self) -> Option<&Type> {
        match self.first()? {
            FnArg::Typed(parameter) => Some(&parameter.ty),
            FnArg::Receiver(_) => None,
        }
    }

    /// Takes the first one: Python does not pass it.
    pub(super) fn take(&mut self) {
        if !self.rest.is_empty() {
            self.take_at(0);
        }
    }

    fn take_at(&mut self, place: usize) {
        if let FnArg::Typed(parameter) = self.rest.remove(place) {
            self.not_passed.extend(parameter_name(&parameter.pat));
        }
    }

    /// Takes the `Context`, or the `Interpreter` of an `async fn`, wherever it stands.
    pub(super) fn take_context(&mut self) -> Option<ContextParameter> {
        let is_one = |ty| is_named(ty, names::CONTEXT) || self.is_async && is_named(ty, names::INTERPRETER);
        let context = self.rest.iter().enumerate().find_map(|(place, input)| match input {
            FnArg::Typed(PatType { ty, .. }) if is_one(ty) => Some(ContextParameter { ty: (**ty).clone(), place }),
            _ => None,
        })?;
        self.take_at(context.place);
        Some(context)
    }

    /// What is left are the parameters, as the option `signature` describes them.
    pub(super) fn into_signature(self, described: Option<Vec<SignatureItem>>, sink: &mut Sink) -> Signature {
        let mut parameters = Vec::new();
        let mut has_patterns = false;
        for input in self.rest {
            let FnArg::Typed(PatType { pat, ty, .. }) = input else { continue };
            if let Some(name) = parameter_name(&pat) {
                let passing = passing(&ty);
                parameters.push(Parameter::new(name, *ty, passing));
            } else {
                has_patterns = true;
                sink.report(messages::PARAMETER_PATTERN.on(pat, &[]));
            }
        }
        if let Some(items) = described.filter(|_| !has_patterns) {
            describe(&mut parameters, items, &self.not_passed, sink);
        }
        Signature { parameters }
    }
}

/// The name of a parameter that is one, perhaps behind `mut`.
fn parameter_name(pattern: &Pat) -> Option<Ident> {
    match pattern {
        Pat::Ident(PatIdent { ident, by_ref: None, subpat: None, .. }) => Some(ident.clone()),
        _ => None,
    }
}
