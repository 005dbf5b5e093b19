//! What kinds of methods and operators there are, as expansions name them.

use hpy_sys::abi;
use hpy_sys::abi::{HPyFunc_Signature, HPySlot_Slot};

/// What a method is called on, or what it is for.
#[derive(Clone, Copy, Debug)]
pub enum MethodKind {
    /// An instance.
    Instance,
    /// An instance; Python looks its name up in a slot that HPy has no number for, such as `__iter__`.
    Adopted,
    /// Nothing.
    Static,
    /// The class, which is its first argument.
    OfClass,
    /// A sequence that is repeated, from the left.
    Repeated,
    /// The right operand of the operator with this slot.
    Reflected(HPySlot_Slot),
}

impl MethodKind {
    /// The kind and the signature in one number.
    #[inline(always)]
    pub(super) fn with(self, signature: HPyFunc_Signature) -> u32 {
        let kind = match self {
            MethodKind::Instance => 0,
            MethodKind::Adopted => 1,
            MethodKind::Static => 2,
            MethodKind::OfClass => 3,
            MethodKind::Repeated => 4,
            MethodKind::Reflected(slot) => 5 + slot.cast_unsigned(),
        };
        signature.cast_unsigned() << 16 | kind
    }

    /// What [`with`](Self::with) has put into a number.
    pub(super) fn split(number: u32) -> (Self, HPyFunc_Signature) {
        let kind = match number & 0xffff {
            0 => MethodKind::Instance,
            1 => MethodKind::Adopted,
            2 => MethodKind::Static,
            3 => MethodKind::OfClass,
            4 => MethodKind::Repeated,
            slot => MethodKind::Reflected((slot - 5).cast_signed()),
        };
        (kind, (number >> 16).cast_signed())
    }
}

/// A slot of one operand.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "named as Python's operators are")]
#[repr(i32)]
pub enum Unary {
    Repr = abi::HPy_tp_repr,
    Str = abi::HPy_tp_str,
    Negative = abi::HPy_nb_negative,
    Positive = abi::HPy_nb_positive,
    Absolute = abi::HPy_nb_absolute,
    Invert = abi::HPy_nb_invert,
    Int = abi::HPy_nb_int,
    Float = abi::HPy_nb_float,
    Index = abi::HPy_nb_index,
}

/// An operator of two operands.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "named as Python's operators are")]
#[repr(i32)]
pub enum Operator {
    Add = abi::HPy_nb_add,
    Subtract = abi::HPy_nb_subtract,
    Multiply = abi::HPy_nb_multiply,
    MatrixMultiply = abi::HPy_nb_matrix_multiply,
    TrueDivide = abi::HPy_nb_true_divide,
    FloorDivide = abi::HPy_nb_floor_divide,
    Remainder = abi::HPy_nb_remainder,
    Divmod = abi::HPy_nb_divmod,
    LeftShift = abi::HPy_nb_lshift,
    RightShift = abi::HPy_nb_rshift,
    And = abi::HPy_nb_and,
    Or = abi::HPy_nb_or,
    Xor = abi::HPy_nb_xor,
}

impl Operator {
    /// The number of the form in place.
    ///
    /// # Panics
    /// At compile time, for `divmod`, which has none.
    pub(super) const fn number_in_place(self) -> HPySlot_Slot {
        match self {
            Operator::Add => abi::HPy_nb_inplace_add,
            Operator::Subtract => abi::HPy_nb_inplace_subtract,
            Operator::Multiply => abi::HPy_nb_inplace_multiply,
            Operator::MatrixMultiply => abi::HPy_nb_inplace_matrix_multiply,
            Operator::TrueDivide => abi::HPy_nb_inplace_true_divide,
            Operator::FloorDivide => abi::HPy_nb_inplace_floor_divide,
            Operator::Remainder => abi::HPy_nb_inplace_remainder,
            Operator::LeftShift => abi::HPy_nb_inplace_lshift,
            Operator::RightShift => abi::HPy_nb_inplace_rshift,
            Operator::And => abi::HPy_nb_inplace_and,
            Operator::Or => abi::HPy_nb_inplace_or,
            Operator::Xor => abi::HPy_nb_inplace_xor,
            Operator::Divmod => panic!("divmod has no form in place"),
        }
    }
}
