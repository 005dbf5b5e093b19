//! `#[hpy_function]`.

use proc_macro2::{Group, Ident, Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, LitStr, Pat, PatIdent, PatType, Type, Visibility};

use super::doc::{parse_conditions, parse_doc};
use super::parameters::describe;
use super::signature::parse_items;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::types::{is_named, is_reference_to, passing};
use crate::model::{Function, FunctionOptions, ModuleParameter, Parameter, Signature, TextSignature};

/// The options that `#[hpy_function]` has.
const OPTIONS: &[&str] = &[names::SIGNATURE, names::NAME, names::TEXT_SIGNATURE, names::PASS_MODULE, names::CRATE];

/// A function, its body left alone.
struct Item {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    head: syn::Signature,
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let (visibility, head) = (input.parse()?, input.parse()?);
        input.parse::<Group>()?;
        Ok(Item { attributes, visibility, head })
    }
}

/// Parses the attribute and the function it stands on.
pub(crate) fn parse_function(attribute: TokenStream, item: TokenStream, sink: &mut Sink) -> Option<Function> {
    let options = parse_options(attribute, sink);
    let Ok(Item { attributes, visibility, head }) = syn::parse2(item.clone()) else {
        sink.report(messages::NOT_A_FUNCTION.at(Span::call_site(), &[]));
        return None;
    };
    let mut function = Function {
        item,
        visibility,
        doc: parse_doc(&attributes),
        conditions: parse_conditions(&attributes),
        is_deprecated: attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")),
        context: None,
        module: None,
        signature: Signature { parameters: Vec::new() },
        head,
        options,
    };
    parse_parameters(&mut function, sink);
    Some(function)
}

fn parse_options(attribute: TokenStream, sink: &mut Sink) -> FunctionOptions {
    let options = Options::parse(names::HPY_FUNCTION, OPTIONS, attribute, sink);
    FunctionOptions {
        crate_path: options.crate_path(sink),
        name: options.string(names::NAME, sink),
        signature: options.value(names::SIGNATURE, parse_items, sink),
        text_signature: options
            .value(names::TEXT_SIGNATURE, parse_text_signature, sink)
            .unwrap_or(TextSignature::Generated),
        pass_module: options.flag(names::PASS_MODULE, sink),
    }
}

/// A string in parentheses, or `None`.
fn parse_text_signature(input: ParseStream<'_>) -> syn::Result<TextSignature> {
    let tokens = input.parse::<TokenStream>()?;
    let is_none = |name: Ident| name == names::NONE;
    if syn::parse2(tokens.clone()).is_ok_and(is_none) {
        return Ok(TextSignature::Absent);
    }
    match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(text) if text.value().starts_with('(') && text.value().ends_with(')') => Ok(TextSignature::Given(text)),
        _ => Err(messages::TEXT_SIGNATURE.on(tokens, &[])),
    }
}

/// Splits the Rust parameters into the context, the module and those that Python passes.
fn parse_parameters(function: &mut Function, sink: &mut Sink) {
    let mut not_passed = Vec::new();
    let mut has_patterns = false;
    let inputs = function.head.inputs.clone();
    let typed = inputs.iter().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    });
    for (index, PatType { pat, ty, .. }) in typed.enumerate() {
        let name = parameter_name(pat);
        if takes_context(index, ty) {
            function.context = Some((**ty).clone());
            not_passed.extend(name);
        } else if takes_module(function, index) {
            function.module = Some(parse_module_parameter(ty, sink));
            not_passed.extend(name);
        } else if let Some(name) = name {
            function.signature.parameters.push(Parameter::new(name, (**ty).clone(), passing(ty)));
        } else {
            has_patterns = true;
            sink.report(messages::PARAMETER_PATTERN.on(pat, &[]));
        }
    }
    if let Some(items) = function.options.signature.take().filter(|_| !has_patterns) {
        describe(&mut function.signature.parameters, items, &not_passed, sink);
    }
}

fn takes_context(index: usize, ty: &Type) -> bool {
    index == 0 && is_named(ty, names::CONTEXT)
}

fn takes_module(function: &Function, index: usize) -> bool {
    function.options.pass_module.is_some() && index == usize::from(function.context.is_some())
}

fn parse_module_parameter(ty: &Type, sink: &mut Sink) -> ModuleParameter {
    let is_reference = is_reference_to(ty, names::HANDLE);
    if !is_reference && !is_named(ty, names::BORROWED) {
        sink.report(messages::MODULE_PARAMETER_TYPE.on(ty, &[]));
    }
    ModuleParameter { ty: ty.clone(), is_reference }
}

/// The name of a parameter that is one, perhaps behind `mut`.
fn parameter_name(pattern: &Pat) -> Option<Ident> {
    match pattern {
        Pat::Ident(PatIdent { ident, by_ref: None, subpat: None, .. }) => Some(ident.clone()),
        _ => None,
    }
}
