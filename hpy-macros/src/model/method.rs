//! [`Method`]: a function of an `#[hpy_methods]` block.

use proc_macro2::TokenStream;

use super::{Callable, ClassParameter, Receiver, Slot, SlotKind};

/// A Rust function that is a method, or part of one, in Python.
pub(crate) struct Method {
    pub(crate) callable: Callable,
    pub(crate) role: Role,
    /// What says so: the attribute, or the name.
    pub(crate) written: TokenStream,
    pub(crate) receiver: Option<Receiver>,
    /// The parameter for the class that a class method is called on.
    pub(crate) class: Option<ClassParameter>,
}

/// What a method is in Python.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    /// An ordinary method.
    Instance,
    /// `#[new]`.
    New,
    /// `#[getter]`.
    Getter,
    /// `#[setter]`.
    Setter,
    /// `#[deleter]`.
    Deleter,
    /// `#[staticmethod]`.
    Static,
    /// `#[classmethod]`.
    Class,
    /// `#[classattr]`.
    ClassAttribute,
    /// A name that Python calls by itself.
    Slot(&'static Slot),
}

impl Method {
    /// What HPy has for the method's name.
    pub(crate) fn slot_kind(&self) -> Option<SlotKind> {
        match self.role {
            Role::Slot(slot) => Some(slot.kind),
            _ => None,
        }
    }
}
