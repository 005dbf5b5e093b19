//! The attribute macros of hpy-rs; see the crate `hpy_rs`, which re-exports them.
#![forbid(unsafe_code)]

mod attribute;
mod check;
mod diagnostics;
mod emit;
mod model;
mod parse;
mod pipeline;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::diagnostics::messages;

/// Makes a function of Rust one of Python.
#[proc_macro_attribute]
pub fn hpy_function(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::function(attribute.into(), &item.into()).into()
}

/// Makes an inline `mod` a module of Python.
#[proc_macro_attribute]
pub fn hpy_module(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::module(attribute.into(), &item.into()).into()
}

/// Shows an item in the `#[hpy_module]` that it stands in.
#[proc_macro_attribute]
pub fn hpy_export(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::EXPORT_OUTSIDE, &item.into()).into()
}

/// Marks the function that runs when the `#[hpy_module]` it stands in is imported.
#[proc_macro_attribute]
pub fn hpy_init(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::INIT_OUTSIDE, &item.into()).into()
}
