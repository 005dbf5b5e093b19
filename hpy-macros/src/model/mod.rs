//! What the user wrote, as plain structs that keep their tokens for spans.

mod callable;
mod doc;
mod function;
mod module;
mod signature;
pub(crate) mod types;

pub(crate) use callable::{Callable, Convention, Home, PythonName, TextSignature};
pub(crate) use doc::{Doc, DocLine};
pub(crate) use function::{Function, ModuleParameter};
pub(crate) use module::{Constant, Export, Init, Module};
pub(crate) use signature::{Kind, Parameter, Passing, Signature, SignatureItem};

// Methods.
mod method;
mod methods;
mod receiver;
pub(crate) mod slot;

pub(crate) use method::{Method, Role};
pub(crate) use methods::{ClassConstant, Methods};
pub(crate) use receiver::{ClassParameter, FoundReceiver, Receiver, ReceiverKind};
pub(crate) use slot::{Answer, Side, Slot, SlotKind};
