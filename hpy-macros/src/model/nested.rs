//! [`Nested`]: a `#[derive(Traverse)]`.

use proc_macro2::{Ident, TokenStream};
use syn::Generics;

use super::Body;

/// A type inside of a `#[hpy_type]` that holds references for the collector.
pub(crate) struct Nested {
    pub(crate) crate_path: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) body: Body,
}
