//! `#[hpy_function]`.

use proc_macro2::{Group, Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, LitStr, Visibility};

use super::doc::{is_deprecated, parse_conditions, parse_doc};
use super::inputs::Inputs;
use super::options::take_below;
use super::signature::parse_signature;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::types::{is_named, is_reference_to};
use crate::model::{
    Callable, Function, Home, ModuleParameter, PythonName, SignatureItem, SignatureOption, TextSignature,
};

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
    let (attribute, item) = take_below(attribute, item, names::HPY_FUNCTION, sink);
    let options = Options::parse(names::HPY_FUNCTION, OPTIONS, attribute, sink);
    let Ok(Item { attributes, visibility, head }) = syn::parse2(item.clone()) else {
        sink.report(messages::NOT_A_FUNCTION.at(Span::call_site(), &[]));
        return None;
    };
    let crate_path = options.crate_path(sink);
    let given = options.string(names::NAME, sink);
    let (described, returned) = split(options.value(names::SIGNATURE, parse_signature, sink));
    let text_signature = parse_text_signature(&options, sink);
    let pass_module = options.flag(names::PASS_MODULE, sink);
    let mut inputs = Inputs::of(&head);
    if matches!(inputs.first(), Some(FnArg::Receiver(_))) {
        inputs.take();
    }
    let context = inputs.take_context();
    let module = pass_module.and_then(|_| parse_module_parameter(&mut inputs, sink));
    let callable = Callable {
        home: Home::Module,
        crate_path,
        name: PythonName::new(&head.ident.unraw().to_string(), &head.ident, given),
        text_signature,
        doc: parse_doc(&attributes),
        conditions: parse_conditions(&attributes),
        is_deprecated: is_deprecated(&attributes),
        context,
        signature: inputs.into_signature(described, sink),
        returned,
        head,
    };
    Some(Function { item, visibility, callable, pass_module, module })
}

/// What the option `signature` says of the parameters, and of the result.
pub(super) fn split(option: Option<SignatureOption>) -> (Option<Vec<SignatureItem>>, Option<LitStr>) {
    option.map_or((None, None), |SignatureOption { items, returned }| (Some(items), returned))
}

/// The option `text_signature`.
pub(super) fn parse_text_signature(options: &Options, sink: &mut Sink) -> TextSignature {
    options.value(names::TEXT_SIGNATURE, parse_text, sink).unwrap_or(TextSignature::Generated)
}

/// A string in parentheses, or `None`.
fn parse_text(input: ParseStream<'_>) -> syn::Result<TextSignature> {
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

fn parse_module_parameter(inputs: &mut Inputs, sink: &mut Sink) -> Option<ModuleParameter> {
    let ty = inputs.first_type()?.clone();
    inputs.take();
    let is_reference = is_reference_to(&ty, names::HANDLE);
    if !is_reference && !is_named(&ty, names::BORROWED) {
        sink.report(messages::MODULE_PARAMETER_TYPE.on(&ty, &[]));
    }
    Some(ModuleParameter { ty, is_reference })
}
