//! What the user wrote, as plain structs that keep their tokens for spans.

mod callable;
mod class;
mod conversion;
mod doc;
mod function;
mod member;
mod module;
mod nested;
mod renaming;
mod signature;
pub(crate) mod types;
mod variant;

pub(crate) use callable::{Callable, ContextParameter, Convention, Home, PythonName, TextSignature};
pub(crate) use class::{Body, Class, ClassFlags, ClassOptions, EnumKind, Format, Text};
pub(crate) use conversion::{CONTEXT_LIFETIME, Content, Conversion, Part, Parts, Source, Substitute};
pub(crate) use doc::{Doc, DocLine};
pub(crate) use function::{Function, ModuleParameter};
pub(crate) use member::Member;
pub(crate) use module::{Constant, Export, Init, Module};
pub(crate) use nested::Nested;
pub(crate) use renaming::Renaming;
pub(crate) use signature::{Kind, Parameter, Passing, Signature, SignatureItem, SignatureOption, Written};
pub(crate) use variant::{Shape, Variant};

// Methods.
mod method;
mod methods;
mod receiver;
pub(crate) mod slot;

pub(crate) use method::{Method, Role};
pub(crate) use methods::{ClassConstant, Methods};
pub(crate) use receiver::{ClassParameter, FoundReceiver, Receiver, ReceiverKind};
pub(crate) use slot::{Answer, Side, Slot, SlotKind};
