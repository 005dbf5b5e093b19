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
/// - `#[hpy_function]`s, [`#[hpy_type]`](macro@hpy_type)s and modules with this attribute come in by themselves, also from
///   plain `mod`s.
/// - `#[hpy_export] use path::{a, b};` brings in functions, types and exceptions from elsewhere.
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

/// Makes a struct or an enum a class of Python.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// A point in the plane.
/// #[hpy_type(eq, new = "from_fields")]
/// #[derive(PartialEq)]
/// struct Point {
///     /// Along.
///     #[hpy(get, set)]
///     x: f64,
///     #[hpy(get)]
///     y: f64,
/// }
///
/// #[hpy_type(eq, frozen, hash)]
/// #[derive(PartialEq, Hash)]
/// enum Color {
///     Red,
///     #[hpy(name = "GREEN")]
///     Green,
/// }
///
/// /// Each variant is a class, and derives from `Shape`.
/// #[hpy_type]
/// enum Shape {
///     #[hpy(constructor = (radius = 1.0))]
///     Circle { radius: f64 },
///     Rectangle(f64, f64),
/// }
/// # fn main() {}
/// ```
///
/// | option | |
/// |---|---|
/// | `name = "…"`, `module = "…"` | the name in Python; the value of `__module__`, if it is not the module that shows the class |
/// | `rename_all = "…"` | how the names of members or variants are made: `camelCase`, `kebab-case`, `lowercase`, `PascalCase`, `SCREAMING-KEBAB-CASE`, `SCREAMING_SNAKE_CASE`, `snake_case`, `UPPERCASE` |
/// | `frozen` | the value never changes: there is no `&mut`, and `Handle::get` needs no guard; enums are so by themselves |
/// | `get_all`, `set_all` | `get` and `set` for every member of a struct |
/// | `eq`, `ord`, `hash` | comparison and hash, by `PartialEq`, `PartialOrd`, `Hash`; `hash` needs `eq` and `frozen` |
/// | `eq_int` | a value of an enum without data is equal to its discriminant |
/// | `str`, `str = "({x}, {y})"` | what `str()` gives: by `Display`, or members in a format string |
/// | `new = "from_fields"` | a constructor that takes all members |
/// | `match_args` | `case Point(x, y)` compares the members that can be read |
/// | `extends = path` | the class derives from that of another struct; a value is made of a pair, `(value, base)` |
/// | `mapping`, `sequence` | which of the two an object with `__len__` and `__getitem__` is |
/// | `generic` | `Name[int]` works, and means nothing |
/// | `unsendable` | the value need not be `Send` and `Sync`: on another thread than its own, methods raise |
/// | `enum = "Enum"`, `enum = "IntEnum"` | an enum without data is one of Python's module `enum`, with the discriminants as values |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs` |
///
/// On members of a struct: `#[hpy(get)]`, `#[hpy(set)]`, `#[hpy(name = "…")]`. What can be read is `Clone` and `IntoPy`, or
/// a `Field` or `Py`. On variants: `#[hpy(name = "…")]`, and where they have data `#[hpy(constructor = (a, b = 1))]`, a
/// signature as that of an [`macro@hpy_function`].
///
/// A struct has no constructor unless `#[hpy_methods]` has a `#[new]` or `from_fields` is given.
#[proc_macro_attribute]
pub fn hpy_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::class(attribute.into(), &item.into()).into()
}

/// Shows the collector what a struct or enum inside of an [`macro@hpy_type`] holds: for types with a `Field` inline.
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::{Field, Traverse};
///
/// #[derive(Traverse)]
/// struct Links {
///     left: Field,
///     right: Field,
/// }
///
/// #[hpy_type]
/// struct Node {
///     links: Links,
/// }
/// # fn main() {}
/// ```
///
/// `#[hpy(crate = path)]` says where hpy-rs is, if not at `::hpy_rs`.
#[proc_macro_derive(Traverse, attributes(hpy))]
pub fn traverse(item: TokenStream) -> TokenStream {
    pipeline::nested(item.into()).into()
}

/// Gives a type with `#[hpy_type]` its methods in Python: all functions of an `impl` block. A type can have several.
#[proc_macro_attribute]
pub fn hpy_methods(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::methods(attribute.into(), &item.into()).into()
}
