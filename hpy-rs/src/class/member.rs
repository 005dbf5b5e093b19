//! What a class consists of: [`Member`]s, registered by each block of methods.

use std::ffi::CStr;

use hpy_sys::abi;
use hpy_sys::api;

use super::{Class, ClassFlags, HpyType};
use crate::Result;
use crate::buffer::BufferExport;
use crate::context::Context;
use crate::handle::Handle;
use crate::macro_support::slots::{
    ByIndex, CompareFunction, ContainsFunction, FinalizeFunction, Finalizing, HashFunction, InitFunction, ItemFunction,
    LengthFunction, NewFunction, Operating, OperatorFunction, PowerFunction, Reflected, ReflectedPower, Repeated,
    SetAtIndexFunction, SetItemFunction, SetterFunction, SlotAdapter, TruthFunction,
};
use crate::macro_support::{Adapter, Method, NoArgsFunction, OneArgFunction};

/// One member of a class.
#[derive(Clone, Copy, Debug)]
pub struct Member(pub(super) Kind);

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Method(api::Method),
    /// A method that fills a slot which HPy has no number for.
    Adopted(api::Method),
    Static(api::Method),
    OfClass(api::Method),
    Slot(api::Slot),
    /// One that counts only where no other member fills it.
    DefaultSlot(api::Slot),
    /// `__new__`, and how its signature is shown.
    New(api::Slot, &'static CStr),
    /// The slot of `*`, and the method for a count on the left.
    Repeat(api::Slot, api::Method),
    /// The slots of length and items, whose numbers the class's flags choose.
    Container(Container),
    /// An operator and the method for its reflected form.
    Operator(api::Slot, Option<api::Method>),
    /// `__del__` as a slot and as a method.
    Finalizer(api::Slot, api::Method),
    Buffer(api::Slot, api::Slot),
    Getter(Getter),
    Setter(Setter),
    Attribute(Attribute),
    Variant(&'static CStr, &'static Class),
}

/// A slot that mappings and sequences have each their own of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container {
    mapping: api::Slot,
    sequence: api::Slot,
    /// Whether an object that is not said to be either has both.
    both: bool,
}

impl Container {
    /// The slots for a class with these flags.
    pub(super) fn chosen(self, flags: ClassFlags) -> impl Iterator<Item = api::Slot> {
        let mapping = (!flags.sequence).then_some(self.mapping);
        let sequence = (flags.sequence || (self.both && !flags.mapping)).then_some(self.sequence);
        mapping.into_iter().chain(sequence)
    }
}

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Getter {
    pub(super) name: &'static CStr,
    pub(super) doc: &'static CStr,
    pub(super) read: api::Getter,
}

/// What writes and deletes a property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setter {
    pub(super) name: &'static CStr,
    pub(super) write: api::Setter,
}

/// An attribute of the class itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) make: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx>>,
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
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Divmod,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

impl Operator {
    const fn number(self) -> abi::HPySlot_Slot {
        match self {
            Operator::Add => abi::HPy_nb_add,
            Operator::Subtract => abi::HPy_nb_subtract,
            Operator::Multiply => abi::HPy_nb_multiply,
            Operator::MatrixMultiply => abi::HPy_nb_matrix_multiply,
            Operator::TrueDivide => abi::HPy_nb_true_divide,
            Operator::FloorDivide => abi::HPy_nb_floor_divide,
            Operator::Remainder => abi::HPy_nb_remainder,
            Operator::Divmod => abi::HPy_nb_divmod,
            Operator::LeftShift => abi::HPy_nb_lshift,
            Operator::RightShift => abi::HPy_nb_rshift,
            Operator::And => abi::HPy_nb_and,
            Operator::Or => abi::HPy_nb_or,
            Operator::Xor => abi::HPy_nb_xor,
        }
    }

    /// The number of the form in place.
    ///
    /// # Panics
    /// At compile time, for `divmod`, which has none.
    const fn number_in_place(self) -> abi::HPySlot_Slot {
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

impl Member {
    /// A method of instances.
    pub const fn method(method: Method) -> Self {
        Member(Kind::Method(method.0))
    }

    /// A method of instances whose name Python looks up in a slot that HPy has no number for, such as `__iter__`.
    pub const fn adopted(method: Method) -> Self {
        Member(Kind::Adopted(method.0))
    }

    /// A method without an instance.
    pub const fn static_method(method: Method) -> Self {
        Member(Kind::Static(method.0))
    }

    /// A method of the class, which is its first argument.
    pub const fn class_method(method: Method) -> Self {
        Member(Kind::OfClass(method.0))
    }

    /// What reads a property.
    pub const fn getter<F: NoArgsFunction>(name: &'static CStr, doc: &'static CStr) -> Self {
        Member(Kind::Getter(Getter { name, doc, read: api::Getter::new::<Adapter<F>>() }))
    }

    /// What writes and deletes a property.
    pub const fn setter<F: SetterFunction>(name: &'static CStr) -> Self {
        Member(Kind::Setter(Setter { name, write: api::Setter::new::<SlotAdapter<F>>() }))
    }

    /// An attribute of the class.
    pub const fn attribute(name: &'static str, make: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx>>) -> Self {
        Member(Kind::Attribute(Attribute { name, make }))
    }

    /// A variant of an enum with data, which is a class that extends the enum's.
    pub const fn variant(name: &'static CStr, class: &'static Class) -> Self {
        Member(Kind::Variant(name, class))
    }

    /// `__new__`; `signature` is what `inspect` shows of it, in parentheses, or empty.
    pub const fn new<F: NewFunction>(signature: &'static CStr) -> Self {
        Member(Kind::New(api::Slot::new::<SlotAdapter<F>>(), signature))
    }

    /// `__init__`.
    pub const fn init<F: InitFunction>() -> Self {
        Member(Kind::Slot(api::Slot::init::<SlotAdapter<F>>()))
    }

    /// `__del__`.
    pub const fn finalize<F: FinalizeFunction>() -> Self {
        let method = api::Method::no_args::<Adapter<Finalizing<F>>>(c"__del__", c"");
        Member(Kind::Finalizer(api::Slot::finalize::<SlotAdapter<F>>(), method))
    }

    /// A slot of one operand.
    pub const fn unary<F: NoArgsFunction>(slot: Unary) -> Self {
        Member(Kind::Slot(api::Slot::unary::<Adapter<F>>(slot as i32)))
    }

    /// A slot of one operand, unless another member fills it.
    pub const fn unary_by_default<F: NoArgsFunction>(slot: Unary) -> Self {
        Member(Kind::DefaultSlot(api::Slot::unary::<Adapter<F>>(slot as i32)))
    }

    /// An operator; `reflected` is the name of its other form, if it has one.
    pub const fn operator<F: OperatorFunction>(operator: Operator, reflected: Option<&'static CStr>) -> Self {
        let slot = api::Slot::binary::<Adapter<Operating<F>>>(operator.number());
        let reflected = match reflected {
            Some(name) => Some(api::Method::one_arg::<Adapter<Reflected<F>>>(name, c"")),
            None => None,
        };
        Member(Kind::Operator(slot, reflected))
    }

    /// An operator that changes its left operand.
    pub const fn operator_in_place<F: OperatorFunction>(operator: Operator) -> Self {
        Member(Kind::Slot(api::Slot::binary::<Adapter<Operating<F>>>(operator.number_in_place())))
    }

    /// `**`, and `pow` of two or three.
    pub const fn power<F: PowerFunction>(has_reflected: bool) -> Self {
        let slot = api::Slot::ternary::<SlotAdapter<F>>(abi::HPy_nb_power);
        let reflected = if has_reflected {
            Some(api::Method::var_args::<Adapter<ReflectedPower<F>>>(c"__rpow__", c""))
        } else {
            None
        };
        Member(Kind::Operator(slot, reflected))
    }

    /// `**=`.
    pub const fn power_in_place<F: PowerFunction>() -> Self {
        Member(Kind::Slot(api::Slot::power_in_place::<SlotAdapter<F>>()))
    }

    /// The six comparisons.
    pub const fn compare<F: CompareFunction>() -> Self {
        Member(Kind::Slot(api::Slot::compare::<SlotAdapter<F>>(abi::HPy_tp_richcompare)))
    }

    /// `hash`.
    pub const fn hash<F: HashFunction>() -> Self {
        Member(Kind::Slot(api::Slot::hash::<SlotAdapter<F>>(abi::HPy_tp_hash)))
    }

    /// `bool`.
    pub const fn truth<F: TruthFunction>() -> Self {
        Member(Kind::Slot(api::Slot::inquiry::<SlotAdapter<F>>(abi::HPy_nb_bool)))
    }

    /// `in`.
    pub const fn contains<F: ContainsFunction>() -> Self {
        Member(Kind::Slot(api::Slot::contains::<SlotAdapter<F>>(abi::HPy_sq_contains)))
    }

    /// `len`.
    pub const fn length<F: LengthFunction>() -> Self {
        let mapping = api::Slot::length::<SlotAdapter<F>>(abi::HPy_mp_length);
        Member(Kind::Container(Container { mapping, sequence: mapping.at(abi::HPy_sq_length), both: true }))
    }

    /// `object[key]`.
    pub const fn get_item<F: OneArgFunction>() -> Self {
        Member(Kind::Container(Container {
            mapping: api::Slot::binary::<Adapter<F>>(abi::HPy_mp_subscript),
            sequence: api::Slot::at_index::<SlotAdapter<ByIndex<F>>>(abi::HPy_sq_item),
            both: false,
        }))
    }

    /// `object[key] = value` and `del object[key]`.
    pub const fn set_item<F: SetItemFunction>() -> Self {
        Member(Kind::Container(Container {
            mapping: api::Slot::set_item::<SlotAdapter<F>>(abi::HPy_mp_ass_subscript),
            sequence: api::Slot::set_at_index::<SlotAdapter<ByIndex<F>>>(abi::HPy_sq_ass_item),
            both: false,
        }))
    }

    /// `object[index]` of a sequence.
    pub const fn item<F: ItemFunction>() -> Self {
        Member(Kind::Slot(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_item)))
    }

    /// `object[index] = value` and `del object[index]` of a sequence.
    pub const fn set_at_index<F: SetAtIndexFunction>() -> Self {
        Member(Kind::Slot(api::Slot::set_at_index::<SlotAdapter<F>>(abi::HPy_sq_ass_item)))
    }

    /// The two slots of memory that is shared.
    pub const fn buffer<T: BufferExport>() -> Self {
        let [get, release] = api::Slot::buffer::<SlotAdapter<T>>();
        Member(Kind::Buffer(get, release))
    }

    /// `a + b` of sequences.
    pub const fn concat<F: OneArgFunction>() -> Self {
        Member(Kind::Slot(api::Slot::binary::<Adapter<F>>(abi::HPy_sq_concat)))
    }

    /// `a += b` of sequences.
    pub const fn concat_in_place<F: OneArgFunction>() -> Self {
        Member(Kind::Slot(api::Slot::binary::<Adapter<F>>(abi::HPy_sq_inplace_concat)))
    }

    /// `a * count` of sequences.
    pub const fn repeat<F: ItemFunction>() -> Self {
        let reflected = api::Method::one_arg::<Adapter<Repeated<F>>>(c"__rmul__", c"");
        Member(Kind::Repeat(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_repeat), reflected))
    }

    /// `a *= count` of sequences.
    pub const fn repeat_in_place<F: ItemFunction>() -> Self {
        Member(Kind::Slot(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_inplace_repeat)))
    }
}

/// The members that one macro registers.
#[derive(Debug)]
pub struct MembersEntry {
    class: fn() -> &'static Class,
    members: &'static [Member],
}

impl MembersEntry {
    /// Members of the class of `T`.
    pub const fn new<T: HpyType>(members: &'static [Member]) -> Self {
        MembersEntry { class: T::class, members }
    }
}

inventory::collect!(MembersEntry);

/// The members of a class, those of its macro and of all its blocks of methods; in no order.
pub(super) fn of(class: &'static Class) -> impl Iterator<Item = &'static Member> {
    let entries = inventory::iter::<MembersEntry>.into_iter();
    let registered = entries.filter(|entry| std::ptr::eq((entry.class)(), class)).flat_map(|entry| entry.members);
    class.own_members().iter().chain(registered)
}
