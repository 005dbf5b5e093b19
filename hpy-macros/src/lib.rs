//! The attribute macros of hpy-rs; the crate `hpy_rs` re-exports them, and its users need nothing from here.
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

/// Makes a Rust function one of Python. It belongs to the `#[hpy_module]` around it, or to that of an
/// `#[hpy_export] use`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// Add two integers.
/// #[hpy_function(signature = (a, b = 1))]
/// fn add(a: i64, b: i64) -> i64 {
///     a + b
/// }
/// # fn main() {}
/// ```
///
/// Parameters are what implements `FromPy`; also `&Handle<'_, T>` and `Option<&Handle<'_, T>>`. A `Context<'_>` as the
/// first one is the interpreter, which Python does not pass. The result is what implements `IntoPy`, or a `Result` of it
/// with any error that converts into `PyError`. The doc comment is the doc text in Python.
///
/// | option | |
/// |---|---|
/// | `signature = (…)` | the parameters as in Python: defaults, `/`, `*`, `*args`, `**kwargs`; it names all of them, in order. Without it, all are required, and can be passed by keyword |
/// | `name = "…"` | the name in Python |
/// | `text_signature = "(…)"` | what `inspect.signature` shows instead of the signature; `None` for nothing |
/// | `pass_module` | the first parameter (behind the `Context`) is the module: `&Handle<'_, PyModule>` or `Borrowed<'_, '_, PyModule>` |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs` |
///
/// - A default is any Rust expression of the parameter's type, evaluated where the argument is missing.
/// - `*args` can be `Args<'_, '_>` (no allocation), a `Vec`, or a handle to a `PyTuple`; `**kwargs` an `Option` of a handle
///   to a `PyDict` (no allocation where there are none), such a handle, or a `HashMap`.
/// - Positional-only parameters (before `/`) are the fastest, one of them without a default most of all.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// The longest of some texts.
/// #[hpy_function(signature = (first, /, *others, key = None))]
/// fn longest<'ctx>(
///     first: Handle<'ctx, PyStr>,
///     others: Args<'_, 'ctx>,
///     key: Option<&Handle<'ctx>>,
/// ) -> Result<Handle<'ctx>> {
///     let length = |text: &Handle<'ctx>| -> Result<usize> {
///         match key {
///             Some(key) => key.call((text,))?.extract(),
///             None => text.len(),
///         }
///     };
///     let mut best = first.into_any();
///     for other in others {
///         if length(&other)? > length(&best)? {
///             best = other.to_owned();
///         }
///     }
///     Ok(best)
/// }
/// # fn main() {}
/// ```
///
/// The function itself stays as it is. A hidden type of the same name stands beside it.
#[proc_macro_attribute]
pub fn hpy_function(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::function(attribute.into(), &item.into()).into()
}

/// Makes an inline `mod` a module of Python; one at the root of a file is what `import` finds.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// mod shapes {
///     use hpy_rs::prelude::*;
///
///     /// The area of a circle.
///     #[hpy_function]
///     pub fn area(radius: f64) -> f64 {
///         std::f64::consts::PI * radius * radius
///     }
/// }
///
/// /// Geometry, from Rust.
/// #[hpy_module]
/// mod geometry {
///     use hpy_rs::prelude::*;
///
///     #[hpy_export]
///     use crate::shapes::area;
///
///     #[hpy_export]
///     const UNIT: &str = "m";
///
///     /// Geometry on a sphere: `geometry.sphere`.
///     #[hpy_module]
///     mod sphere {}
///
///     #[hpy_init]
///     fn init(module: &Handle<'_, PyModule>) -> Result<()> {
///         module.add("version", env!("CARGO_PKG_VERSION"))
///     }
/// }
/// # fn main() {}
/// ```
///
/// | option | |
/// |---|---|
/// | `name = "…"` | the name in Python, without parents |
/// | `submodule` | it belongs to the `#[hpy_module]` that its Rust path lies in; set by itself where that stands around it |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs`; the functions and modules inside inherit it |
///
/// Inside, besides any other item:
///
/// - `#[hpy_function]`s and modules with this attribute come in by themselves, also from plain `mod`s.
/// - `#[hpy_export] use path::{a, b};` brings in functions and exceptions from elsewhere.
/// - `#[hpy_export] const NAME: T = …;` sets an attribute; `T` implements `IntoPy`.
/// - `#[hpy_init] fn init(module: &Handle<'_, PyModule>) -> Result<()>` runs last when the module is imported.
#[proc_macro_attribute]
pub fn hpy_module(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::module(attribute.into(), &item.into()).into()
}

/// Shows what a `use` names, or a `const`, in the [`macro@hpy_module`] around it.
#[proc_macro_attribute]
pub fn hpy_export(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::EXPORT_OUTSIDE, &item.into()).into()
}

/// Marks the function that runs when the [`macro@hpy_module`] around it is imported.
#[proc_macro_attribute]
pub fn hpy_init(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::INIT_OUTSIDE, &item.into()).into()
}

/// Gives a type with `#[hpy_type]` its methods in Python: all functions of an `impl` block. A type can have several.
#[proc_macro_attribute]
pub fn hpy_methods(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::methods(attribute.into(), &item.into()).into()
}
