//! From the model to tokens. What is emitted is small and safe: whatever does not depend on the user's types is in
//! `hpy_rs::macro_support`, and unsafe code comes from `macro_rules!` of hpy-rs.

mod arguments;
mod callable;
mod class;
mod class_enum;
mod comparison;
mod constructor;
mod conversion;
mod doc;
mod from_py;
mod function;
mod held;
mod into_py;
mod member;
mod module;
mod parts;
mod paths;
mod python_enum;
mod signature;
mod text;
mod text_signature;
mod traverse;
mod type_stub;
mod type_stub_class;
mod type_stub_conversion;
mod type_stub_method;
mod variant;

pub(crate) use class::{emit_broken_class, emit_class};
pub(crate) use from_py::emit_from_py;
pub(crate) use function::{emit_broken_function, emit_function};
pub(crate) use into_py::emit_into_py;
pub(crate) use module::{emit_broken_module, emit_module};
#[cfg(test)]
pub(crate) use text_signature::text_signature;
pub(crate) use traverse::emit_nested;

// Methods.
mod method;
mod method_entry;
mod methods;
mod operator;
mod outcome;
mod receiver;
mod slot;

pub(crate) use methods::{emit_broken_methods, emit_methods};
