//! What the user wrote, as plain structs that keep their tokens for spans.

mod class;
mod doc;
mod function;
mod member;
mod module;
mod nested;
mod renaming;
mod signature;
pub(crate) mod types;
mod variant;

pub(crate) use class::{Body, Class, ClassFlags, ClassOptions, EnumKind, Format, Text};
pub(crate) use doc::{Doc, DocLine};
pub(crate) use function::{Convention, Function, FunctionOptions, ModuleParameter, TextSignature};
pub(crate) use member::Member;
pub(crate) use module::{Constant, Export, Init, Module};
pub(crate) use nested::Nested;
pub(crate) use renaming::Renaming;
pub(crate) use signature::{Kind, Parameter, Passing, Signature, SignatureItem};
pub(crate) use variant::{Shape, Variant};
