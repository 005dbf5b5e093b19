//! [`Doc`]: the doc comment of an item.

use syn::Expr;

/// The values of an item's `#[doc = …]` attributes, one a line.
#[derive(Default)]
pub(crate) struct Doc {
    pub(crate) lines: Vec<DocLine>,
}

/// One `#[doc = …]`.
pub(crate) enum DocLine {
    /// A literal: most of the time a `///` comment.
    Text(syn::LitStr),
    /// Something that only the compiler can evaluate, such as `include_str!(…)`.
    Expression(Expr),
}
