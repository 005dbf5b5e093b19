//! From an attribute to an expansion: parse, check, emit, with a gate before the last. Read this page first.
//!
//! Errors gather in a [`Sink`], so that all of an item's are shown at once. An item with errors is still emitted, so that
//! the rest of the crate finds it and no second error follows from the first.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::diagnostics::{Message, Sink};
use crate::model::Conversion;
use crate::{check, emit, parse};

/// `#[hpy_function]`.
pub(crate) fn function(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let parse = |sink: &mut _| parse::parse_function(attribute, item.clone(), sink);
    of_attribute(item, parse, check::check_function, emit::emit_function, emit::emit_broken_function)
}

/// `#[hpy_module]`.
pub(crate) fn module(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let parse = |sink: &mut _| parse::parse_module(attribute, item.clone(), sink);
    of_attribute(item, parse, check::check_module, emit::emit_module, emit::emit_broken_module)
}

/// `#[hpy_type]`.
pub(crate) fn class(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let parse = |sink: &mut _| parse::parse_class(attribute, item.clone(), sink);
    of_attribute(item, parse, check::check_class, emit::emit_class, emit::emit_broken_class)
}

/// `#[hpy_methods]`.
pub(crate) fn methods(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let parse = |sink: &mut _| parse::parse_methods(attribute, item.clone(), sink);
    of_attribute(item, parse, check::check_methods, emit::emit_methods, emit::emit_broken_methods)
}

/// `#[derive(Traverse)]`.
pub(crate) fn nested(item: TokenStream) -> TokenStream {
    of_derive(|sink| parse::parse_nested(item, sink), check::check_nested, emit::emit_nested)
}

/// `#[derive(FromPy)]`.
pub(crate) fn from_py(item: TokenStream) -> TokenStream {
    let check = |conversion: &Conversion, sink: &mut _| {
        check::check_conversion(conversion, sink);
        check::check_lifetimes_of_from_py(conversion, sink);
    };
    of_derive(|sink| parse::parse_conversion("#[derive(FromPy)]", item, sink), check, emit::emit_from_py)
}

/// `#[derive(IntoPy)]`.
pub(crate) fn into_py(item: TokenStream) -> TokenStream {
    let parse = |sink: &mut _| parse::parse_conversion("#[derive(IntoPy)]", item, sink);
    of_derive(parse, check::check_conversion, emit::emit_into_py)
}

/// What becomes of an item with an attribute. What cannot be parsed stays as it is.
fn of_attribute<M>(
    item: &TokenStream,
    parse: impl FnOnce(&mut Sink) -> Option<M>,
    check: impl FnOnce(&M, &mut Sink),
    emit: impl FnOnce(&M) -> TokenStream,
    emit_broken: impl FnOnce(&M) -> TokenStream,
) -> TokenStream {
    let mut sink = Sink::new();
    let Some(model) = parse(&mut sink) else { return with_errors(sink, item) };
    check(&model, &mut sink);
    let output = if sink.is_empty() { emit(&model) } else { emit_broken(&model) };
    with_errors(sink, &output)
}

/// What a derive adds to an item that is there anyway: nothing, if anything is wrong.
fn of_derive<M>(
    parse: impl FnOnce(&mut Sink) -> Option<M>,
    check: impl FnOnce(&M, &mut Sink),
    emit: impl FnOnce(&M) -> TokenStream,
) -> TokenStream {
    let mut sink = Sink::new();
    let model = parse(&mut sink);
    if let Some(model) = &model {
        check(model, &mut sink);
    }
    let output = model.as_ref().filter(|_| sink.is_empty()).map(emit);
    with_errors(sink, &output.unwrap_or_default())
}

/// An attribute that only another attribute may meet.
pub(crate) fn misplaced(message: &Message, item: &TokenStream) -> TokenStream {
    let error = message.at(Span::call_site(), &[]).into_compile_error();
    quote!(#error #[allow(unused_imports, reason = "nothing is exported because of an error")] #item)
}

fn with_errors(sink: Sink, output: &TokenStream) -> TokenStream {
    let errors = sink.finish().map(syn::Error::into_compile_error);
    quote!(#errors #output)
}
