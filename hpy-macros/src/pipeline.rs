//! From an attribute to an expansion: parse, check, emit, with a gate before the last. Read this page first.
//!
//! Errors gather in a [`Sink`], so that all of an item's are shown at once. An item with errors is still emitted, so that
//! the rest of the crate finds it and no second error follows from the first.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::diagnostics::{Message, Sink};
use crate::{check, emit, parse};

/// `#[hpy_function]`.
pub(crate) fn function(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let Some(function) = parse::parse_function(attribute, item.clone(), &mut sink) else {
        return with_errors(sink, item);
    };
    check::check_function(&function, &mut sink);
    if !sink.is_empty() {
        return with_errors(sink, &emit::emit_broken_function(&function));
    }
    with_errors(sink, &emit::emit_function(&function))
}

/// `#[hpy_module]`.
pub(crate) fn module(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let Some(module) = parse::parse_module(attribute, item.clone(), &mut sink) else {
        return with_errors(sink, item);
    };
    check::check_module(&module, &mut sink);
    if !sink.is_empty() {
        return with_errors(sink, &emit::emit_broken_module(&module));
    }
    with_errors(sink, &emit::emit_module(module))
}

/// `#[hpy_type]`.
pub(crate) fn class(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let Some(class) = parse::parse_class(attribute, item.clone(), &mut sink) else {
        return with_errors(sink, item);
    };
    check::check_class(&class, &mut sink);
    if !sink.is_empty() {
        return with_errors(sink, &emit::emit_broken_class(&class));
    }
    with_errors(sink, &emit::emit_class(&class))
}

/// `#[derive(Traverse)]`.
pub(crate) fn nested(item: TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let nested = parse::parse_nested(item, &mut sink);
    if let Some(nested) = &nested {
        check::check_nested(nested, &mut sink);
    }
    emit_if_right(sink, nested.as_ref(), emit::emit_nested)
}

/// `#[derive(FromPy)]`.
pub(crate) fn from_py(item: TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let conversion = parse::parse_conversion("#[derive(FromPy)]", item, &mut sink);
    if let Some(conversion) = &conversion {
        check::check_conversion(conversion, &mut sink);
        check::check_lifetimes_of_from_py(conversion, &mut sink);
    }
    emit_if_right(sink, conversion.as_ref(), emit::emit_from_py)
}

/// `#[derive(IntoPy)]`.
pub(crate) fn into_py(item: TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let conversion = parse::parse_conversion("#[derive(IntoPy)]", item, &mut sink);
    if let Some(conversion) = &conversion {
        check::check_conversion(conversion, &mut sink);
    }
    emit_if_right(sink, conversion.as_ref(), emit::emit_into_py)
}

/// A derive adds to an item that is there anyway: nothing, if anything is wrong.
fn emit_if_right<T>(sink: Sink, model: Option<&T>, emit: impl FnOnce(&T) -> TokenStream) -> TokenStream {
    let output = model.filter(|_| sink.is_empty()).map(emit);
    with_errors(sink, &output.unwrap_or_default())
}

/// `#[hpy_methods]`.
pub(crate) fn methods(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut sink = Sink::new();
    let Some(methods) = parse::parse_methods(attribute, item.clone(), &mut sink) else {
        return with_errors(sink, item);
    };
    check::check_methods(&methods, &mut sink);
    if !sink.is_empty() {
        return with_errors(sink, &emit::emit_broken_methods(&methods));
    }
    with_errors(sink, &emit::emit_methods(&methods))
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
