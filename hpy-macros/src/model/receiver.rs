//! [`Receiver`]: how a method takes the object that it is called on.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{FnArg, Pat, ReceiverKind as SelfKind, Type};

use super::types::{argument_of, bare, is_named, is_of_any, is_reference_to, pointed};
use crate::attribute::names;

/// The first parameter of a method.
pub(crate) struct Receiver {
    pub(crate) kind: ReceiverKind,
    /// Where errors of what is passed are shown.
    pub(crate) span: Span,
}

/// What a method takes its object as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReceiverKind {
    /// `&self`.
    Shared,
    /// `&mut self`.
    Exclusive,
    /// `slf: &Handle<'_, Self>`.
    Handle,
    /// `slf: Handle<'_, Self>`.
    Owned,
    /// `slf: Borrowed<'_, '_, Self>`.
    Borrowed,
    /// `slf: Py<Self>`.
    Kept,
    /// `slf: PyRef<'_, '_, Self>`.
    SharedGuard,
    /// `slf: PyRefMut<'_, '_, Self>`.
    ExclusiveGuard,
}

impl ReceiverKind {
    /// Whether it is the value itself, by reference.
    fn is_of_value(self) -> bool {
        matches!(self, ReceiverKind::Shared | ReceiverKind::Exclusive)
    }
}

/// What the first parameter of a method was found to be.
pub(crate) enum FoundReceiver {
    /// One that can be passed.
    Some(Receiver),
    /// `self` as another type.
    WrongType,
    /// An ordinary parameter.
    None,
}

impl Receiver {
    /// Whether `input` takes the object: it is `self`, or named `slf`, or of a type that only a receiver has.
    pub(crate) fn find(input: &FnArg) -> FoundReceiver {
        let kind = match input {
            FnArg::Receiver(receiver) => match &receiver.kind {
                SelfKind::Reference(_, _, mutability) if mutability.is_some() => Some(ReceiverKind::Exclusive),
                SelfKind::Reference(..) => Some(ReceiverKind::Shared),
                SelfKind::Typed(_, ty) => kind_of(ty),
                _ => None,
            },
            FnArg::Typed(parameter) => {
                let is_slf = matches!(&*parameter.pat, Pat::Ident(name) if name.ident == names::SLF);
                if !is_slf && !is_about_self(&parameter.ty) {
                    return FoundReceiver::None;
                }
                kind_of(&parameter.ty)
            }
        };
        let kind = kind
            .filter(|kind| kind.is_of_value() || !matches!(input, FnArg::Typed(parameter) if is_of_any(&parameter.ty)));
        kind.map_or(FoundReceiver::WrongType, |kind| FoundReceiver::Some(Receiver { kind, span: name_of(input) }))
    }
}

impl Receiver {
    /// For one that was reported.
    pub(crate) fn unknown(input: &FnArg) -> Self {
        Receiver { kind: ReceiverKind::Shared, span: name_of(input) }
    }
}

/// How a class method takes its class.
pub(crate) struct ClassParameter {
    pub(crate) kind: ReceiverKind,
    /// Where errors of what is passed are shown.
    pub(crate) span: Span,
}

impl ClassParameter {
    /// Whether `ty` is that of a class.
    pub(crate) fn find(ty: &Type) -> Option<Self> {
        let kinds = [ReceiverKind::Handle, ReceiverKind::Owned, ReceiverKind::Borrowed, ReceiverKind::Kept];
        let kind = kind_of(ty).filter(|kind| kinds.contains(kind))?;
        let is_class = argument_of(pointed(ty)).is_some_and(|inner| is_named(inner, names::PY_TYPE));
        is_class.then(|| ClassParameter { kind, span: ty.span() })
    }
}

/// Where `self`, or what it is called otherwise, stands.
fn name_of(input: &FnArg) -> Span {
    match input {
        FnArg::Receiver(receiver) => receiver.self_token.span(),
        FnArg::Typed(parameter) => parameter.pat.span(),
    }
}

/// What an object is passed as to a parameter of this type.
fn kind_of(ty: &Type) -> Option<ReceiverKind> {
    if let Type::Reference(reference) = bare(ty) {
        return match reference.mutability {
            _ if is_reference_to(ty, names::HANDLE) => Some(ReceiverKind::Handle),
            None if is_named(&reference.elem, names::SELF) => Some(ReceiverKind::Shared),
            Some(_) if is_named(&reference.elem, names::SELF) => Some(ReceiverKind::Exclusive),
            _ => None,
        };
    }
    let kinds = [
        (names::HANDLE, ReceiverKind::Owned),
        (names::BORROWED, ReceiverKind::Borrowed),
        (names::PY, ReceiverKind::Kept),
        (names::PY_REF, ReceiverKind::SharedGuard),
        (names::PY_REF_MUT, ReceiverKind::ExclusiveGuard),
    ];
    kinds.into_iter().find(|(name, _)| is_named(ty, name)).map(|(_, kind)| kind)
}

/// Whether `ty` is a handle, a reference or a guard of `Self`.
fn is_about_self(ty: &Type) -> bool {
    kind_of(ty).is_some() && argument_of(pointed(ty)).is_some_and(|inner| is_named(inner, names::SELF))
}
