//! What the user wrote, as plain structs that keep their tokens for spans.

mod doc;
mod function;
mod module;
mod signature;
pub(crate) mod types;

pub(crate) use doc::{Doc, DocLine};
pub(crate) use function::{Convention, Function, FunctionOptions, ModuleParameter, TextSignature};
pub(crate) use module::{Constant, Export, Init, Module};
pub(crate) use signature::{Kind, Parameter, Passing, Signature, SignatureItem};
