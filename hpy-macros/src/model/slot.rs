//! The names that Python calls by itself: what each takes, and what HPy has for it.
//!
//! A name that is not in the table, such as `__enter__` or `__reduce__`, is looked up by Python as any other method.

use crate::diagnostics::{Message, messages};

/// One row of the table.
pub(crate) struct Slot {
    /// The name in Python.
    pub(crate) name: &'static str,
    pub(crate) kind: SlotKind,
    /// How many parameters it has besides the receiver, at least and at most; `None` for as many as it likes.
    pub(crate) parameters: Option<(usize, usize)>,
    /// How to write it.
    pub(crate) form: &'static str,
}

/// What becomes of a name.
#[derive(Clone, Copy)]
pub(crate) enum SlotKind {
    /// An operation on one object, by its name in `macro_support::Unary`.
    Unary(&'static str),
    /// An operation on two, by its name in `macro_support::Operator`.
    Operator(&'static str, Side),
    Power(Side),
    /// One of the six comparisons, by its name in `CompareOp`.
    Compare(&'static str),
    RichCompare,
    Length,
    Hash,
    Truth,
    Contains,
    GetItem,
    SetItem,
    DeleteItem,
    Concat,
    ConcatInPlace,
    Repeat,
    RepeatInPlace,
    Init,
    Finalize,
    /// HPy has no slot for it: a method, which is set again when the class is there.
    Adopted(Answer),
    /// It cannot be written by hand.
    Refused(&'static Message),
}

/// Which of the operands of an operator has the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    /// A reflected operator.
    Right,
    /// The left one, which is changed.
    InPlace,
}

/// What Python makes of what an adopted method returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Object,
    /// An item, or the end of an iteration.
    Next,
    /// An awaitable, or the end of an asynchronous iteration.
    AsyncNext,
}

/// What is called of an object that is called.
pub(crate) const CALL: &str = "__call__";

/// The row of a name.
pub(crate) fn find_slot(name: &str) -> Option<&'static Slot> {
    SLOTS.iter().find(|slot| slot.name == name)
}

const fn slot(name: &'static str, kind: SlotKind, parameters: usize, form: &'static str) -> Slot {
    Slot { name, kind, parameters: Some((parameters, parameters)), form }
}

const fn unary(name: &'static str, variant: &'static str) -> Slot {
    slot(name, SlotKind::Unary(variant), 0, "(&self) -> R")
}

const fn operator(name: &'static str, variant: &'static str, side: Side) -> Slot {
    let form = match side {
        Side::Left | Side::Right => "(&self, other: T) -> R",
        Side::InPlace => "(&mut self, other: T)",
    };
    slot(name, SlotKind::Operator(variant, side), 1, form)
}

const fn power(name: &'static str, side: Side) -> Slot {
    let form = match side {
        Side::Left | Side::Right => "(&self, other: T, modulus: Option<M>) -> R",
        Side::InPlace => "(&mut self, other: T, modulus: Option<M>)",
    };
    Slot { name, kind: SlotKind::Power(side), parameters: Some((1, 2)), form }
}

const fn compare(name: &'static str, variant: &'static str) -> Slot {
    slot(name, SlotKind::Compare(variant), 1, "(&self, other: &Self) -> bool")
}

const fn adopted(name: &'static str, parameters: usize, form: &'static str) -> Slot {
    slot(name, SlotKind::Adopted(Answer::Object), parameters, form)
}

const fn refused(name: &'static str, message: &'static Message) -> Slot {
    Slot { name, kind: SlotKind::Refused(message), parameters: None, form: "" }
}

static SLOTS: &[Slot] = &[
    unary("__repr__", "Repr"),
    unary("__str__", "Str"),
    unary("__neg__", "Negative"),
    unary("__pos__", "Positive"),
    unary("__abs__", "Absolute"),
    unary("__invert__", "Invert"),
    unary("__int__", "Int"),
    unary("__float__", "Float"),
    unary("__index__", "Index"),
    operator("__add__", "Add", Side::Left),
    operator("__radd__", "Add", Side::Right),
    operator("__iadd__", "Add", Side::InPlace),
    operator("__sub__", "Subtract", Side::Left),
    operator("__rsub__", "Subtract", Side::Right),
    operator("__isub__", "Subtract", Side::InPlace),
    operator("__mul__", "Multiply", Side::Left),
    operator("__rmul__", "Multiply", Side::Right),
    operator("__imul__", "Multiply", Side::InPlace),
    operator("__truediv__", "TrueDivide", Side::Left),
    operator("__rtruediv__", "TrueDivide", Side::Right),
    operator("__itruediv__", "TrueDivide", Side::InPlace),
    operator("__floordiv__", "FloorDivide", Side::Left),
    operator("__rfloordiv__", "FloorDivide", Side::Right),
    operator("__ifloordiv__", "FloorDivide", Side::InPlace),
    operator("__mod__", "Remainder", Side::Left),
    operator("__rmod__", "Remainder", Side::Right),
    operator("__imod__", "Remainder", Side::InPlace),
    operator("__divmod__", "Divmod", Side::Left),
    operator("__rdivmod__", "Divmod", Side::Right),
    operator("__lshift__", "LeftShift", Side::Left),
    operator("__rlshift__", "LeftShift", Side::Right),
    operator("__ilshift__", "LeftShift", Side::InPlace),
    operator("__rshift__", "RightShift", Side::Left),
    operator("__rrshift__", "RightShift", Side::Right),
    operator("__irshift__", "RightShift", Side::InPlace),
    operator("__and__", "And", Side::Left),
    operator("__rand__", "And", Side::Right),
    operator("__iand__", "And", Side::InPlace),
    operator("__or__", "Or", Side::Left),
    operator("__ror__", "Or", Side::Right),
    operator("__ior__", "Or", Side::InPlace),
    operator("__xor__", "Xor", Side::Left),
    operator("__rxor__", "Xor", Side::Right),
    operator("__ixor__", "Xor", Side::InPlace),
    operator("__matmul__", "MatrixMultiply", Side::Left),
    operator("__rmatmul__", "MatrixMultiply", Side::Right),
    operator("__imatmul__", "MatrixMultiply", Side::InPlace),
    power("__pow__", Side::Left),
    power("__rpow__", Side::Right),
    power("__ipow__", Side::InPlace),
    compare("__lt__", "Lt"),
    compare("__le__", "Le"),
    compare("__eq__", "Eq"),
    compare("__ne__", "Ne"),
    compare("__gt__", "Gt"),
    compare("__ge__", "Ge"),
    slot("__richcmp__", SlotKind::RichCompare, 2, "(&self, other: &Self, op: CompareOp) -> bool"),
    slot("__hash__", SlotKind::Hash, 0, "(&self) -> u64"),
    slot("__bool__", SlotKind::Truth, 0, "(&self) -> bool"),
    slot("__len__", SlotKind::Length, 0, "(&self) -> usize"),
    slot("__contains__", SlotKind::Contains, 1, "(&self, item: T) -> bool"),
    slot("__getitem__", SlotKind::GetItem, 1, "(&self, key: K) -> Result<V>"),
    slot("__setitem__", SlotKind::SetItem, 2, "(&mut self, key: K, value: V) -> Result<()>"),
    slot("__delitem__", SlotKind::DeleteItem, 1, "(&mut self, key: K) -> Result<()>"),
    slot("__concat__", SlotKind::Concat, 1, "(&self, other: T) -> R"),
    slot("__inplace_concat__", SlotKind::ConcatInPlace, 1, "(&mut self, other: T)"),
    slot("__repeat__", SlotKind::Repeat, 1, "(&self, count: isize) -> R"),
    slot("__inplace_repeat__", SlotKind::RepeatInPlace, 1, "(&mut self, count: isize)"),
    Slot { name: "__init__", kind: SlotKind::Init, parameters: None, form: "(&mut self, …)" },
    slot("__del__", SlotKind::Finalize, 0, "(&mut self)"),
    Slot { name: CALL, kind: SlotKind::Adopted(Answer::Object), parameters: None, form: "(&self, …) -> R" },
    adopted("__iter__", 0, "(&self) -> R"),
    slot("__next__", SlotKind::Adopted(Answer::Next), 0, "(&mut self) -> Option<T>"),
    adopted("__await__", 0, "(&self) -> R"),
    adopted("__aiter__", 0, "(&self) -> R"),
    slot("__anext__", SlotKind::Adopted(Answer::AsyncNext), 0, "(&mut self) -> Option<T>"),
    adopted("__getattr__", 1, "(&self, name: &str) -> Result<R>"),
    adopted("__getattribute__", 1, "(&self, name: &str) -> Result<R>"),
    adopted("__setattr__", 2, "(&mut self, name: &str, value: V) -> Result<()>"),
    adopted("__delattr__", 1, "(&mut self, name: &str) -> Result<()>"),
    adopted("__get__", 2, "(&self, instance: &Handle<'_>, owner: &Handle<'_>) -> R"),
    adopted("__set__", 2, "(&self, instance: &Handle<'_>, value: V) -> Result<()>"),
    adopted("__delete__", 1, "(&self, instance: &Handle<'_>) -> Result<()>"),
    refused("__new__", &messages::NEW_BY_NAME),
    refused("__traverse__", &messages::TRAVERSE_BY_HAND),
    refused("__clear__", &messages::TRAVERSE_BY_HAND),
    refused("__getbuffer__", &messages::BUFFER_BY_HAND),
    refused("__releasebuffer__", &messages::BUFFER_BY_HAND),
];

#[cfg(test)]
mod tests {
    use super::{SLOTS, SlotKind};

    #[test]
    fn every_name_is_there_once_and_has_a_form() {
        for (index, slot) in SLOTS.iter().enumerate() {
            assert!(SLOTS[..index].iter().all(|other| other.name != slot.name), "{}", slot.name);
            assert_eq!(slot.form.is_empty(), matches!(slot.kind, SlotKind::Refused(_)), "{}", slot.name);
        }
    }
}
