//! From the model to tokens. What is emitted is small and safe: whatever does not depend on the user's types is in
//! `hpy_rs::macro_support`, and unsafe code comes from `macro_rules!` of hpy-rs.

mod arguments;
mod callable;
mod doc;
mod function;
mod module;
mod paths;
mod signature;
mod text_signature;

pub(crate) use function::{emit_broken_function, emit_function};
pub(crate) use module::{emit_broken_module, emit_module};
#[cfg(test)]
pub(crate) use text_signature::text_signature;

// Methods.
mod member;
mod method;
mod methods;
mod operator;
mod outcome;
mod receiver;
mod slot;

pub(crate) use methods::{emit_broken_methods, emit_methods};
