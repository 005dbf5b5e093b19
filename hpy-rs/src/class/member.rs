//! What expansions say of a class: a function of [`Members`] for each kind of member.
//!
//! They are run once, when the class is made. A table of constants would be read as rarely, and take several times the room:
//! with each address in it goes an entry for the loader. What is generic here only names functions; they are handed on one
//! by one, in registers.

use std::ffi::CStr;

use hpy_sys::abi;
use hpy_sys::abi::{HPyCFunction, HPyFunc_noargs, HPyFunc_o, HPySlot_Slot};
use hpy_sys::api::{self, ForHPy, ForOwnDoor, SetterEntry};

use super::member_access::{Member, Reading, Writing};
use super::member_kind::{MethodKind, Operator, Unary};
use super::members::Members;
use super::members::{Attribute, Getter, Setter};
use super::{Assignable, Class, HpyType, Mutable};
use crate::Result;
use crate::buffer::BufferExport;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::handle::Handle;
use crate::macro_support::slots::{
    CompareFunction, ContainsFunction, FinalizeFunction, Finalizing, HashFunction, InitFunction, ItemFunction,
    LengthFunction, NewFunction, Operating, OperatorFunction, PowerFunction, Reflected, ReflectedPower, Repeated,
    SetAtIndexFunction, SetItemFunction, SetterFunction, SlotAdapter, TruthFunction,
};
use crate::macro_support::{Adapter, KeywordsFunction, Name, NoArgsFunction, OneArgFunction, VarArgsFunction};

const CALL: &CStr = c"__call__";

/// The methods, by calling convention.
impl Members {
    /// A method without parameters.
    #[inline(always)]
    pub fn no_args<F: NoArgsFunction>(&mut self, kind: MethodKind, name: &'static CStr, doc: &'static CStr) {
        self.method(kind, name, doc, &api::Method::no_args::<Adapter<F>>(c"", c""));
    }

    /// A method of one positional argument.
    #[inline(always)]
    pub fn one_arg<F: OneArgFunction>(&mut self, kind: MethodKind, name: &'static CStr, doc: &'static CStr) {
        self.method(kind, name, doc, &api::Method::one_arg::<Adapter<F>>(c"", c""));
    }

    /// A method of positional arguments.
    #[inline(always)]
    pub fn var_args<F: VarArgsFunction>(&mut self, kind: MethodKind, name: &'static CStr, doc: &'static CStr) {
        self.method(kind, name, doc, &api::Method::var_args::<Adapter<F>>(c"", c""));
    }

    /// A method of positional and keyword arguments.
    #[inline(always)]
    pub fn keywords<F: KeywordsFunction>(&mut self, kind: MethodKind, name: &'static CStr, doc: &'static CStr) {
        self.method(kind, name, doc, &api::Method::keywords::<Adapter<F>>(c"", c""));
    }

    #[inline(always)]
    fn method(&mut self, kind: MethodKind, name: &'static CStr, doc: &'static CStr, method: &api::Method) {
        let (hpy, trampoline, own) = method.functions();
        self.method_of(kind.with(method.signature()), Name::new(name), Name::new(doc), hpy, trampoline, own);
    }

    #[inline(never)]
    fn method_of(
        &mut self,
        kind: u32,
        name: Name,
        doc: Name,
        hpy: ForHPy<HPyCFunction>,
        trampoline: ForHPy<HPyCFunction>,
        own: ForOwnDoor<HPyCFunction>,
    ) {
        let (kind, signature) = MethodKind::split(kind);
        // SAFETY: they are those of one method.
        let method = unsafe { api::Method::from_parts(name.get(), doc.get(), signature, (hpy, trampoline, own)) };
        self.add_method(kind, method);
    }
}

/// `__call__`, by calling convention.
impl Members {
    /// Instances are called without arguments.
    #[inline(always)]
    pub fn call_no_args<F: NoArgsFunction>(&mut self, doc: &'static CStr) {
        self.no_args::<F>(MethodKind::Adopted, CALL, doc);
        self.call(api::Called::no_args::<Adapter<F>>());
    }

    /// Instances are called with one positional argument.
    #[inline(always)]
    pub fn call_one_arg<F: OneArgFunction>(&mut self, doc: &'static CStr) {
        self.one_arg::<F>(MethodKind::Adopted, CALL, doc);
        self.call(api::Called::one_arg::<Adapter<F>>());
    }

    /// Instances are called with positional arguments.
    #[inline(always)]
    pub fn call_var_args<F: VarArgsFunction>(&mut self, doc: &'static CStr) {
        self.var_args::<F>(MethodKind::Adopted, CALL, doc);
        self.call(api::Called::var_args::<Adapter<F>>());
    }

    /// Instances are called with positional and keyword arguments.
    #[inline(always)]
    pub fn call_keywords<F: KeywordsFunction>(&mut self, doc: &'static CStr) {
        self.keywords::<F>(MethodKind::Adopted, CALL, doc);
        self.call(api::Called::keywords::<Adapter<F>>());
    }

    #[inline(never)]
    fn call(&mut self, called: api::Called) {
        self.called = Some(called);
    }
}

/// Properties and attributes of the class.
impl Members {
    /// What reads a property.
    #[inline(always)]
    pub fn getter<F: NoArgsFunction>(&mut self, name: &'static CStr, doc: &'static CStr) {
        self.getter_of(Name::new(name), Name::new(doc), api::Getter::new::<Adapter<F>>());
    }

    #[inline(never)]
    fn getter_of(&mut self, name: Name, doc: Name, read: api::Getter) {
        self.add_getter(Getter { name: name.get(), doc: doc.get(), read });
    }

    /// What writes and deletes a property.
    #[inline(always)]
    pub fn setter<F: SetterFunction>(&mut self, name: &'static CStr) {
        let (entry, set, delete) = api::Setter::new::<SlotAdapter<F>>().parts();
        self.setter_of(Name::new(name), entry, set, delete);
    }

    #[inline(never)]
    fn setter_of(&mut self, name: Name, entry: SetterEntry, set: ForHPy<HPyFunc_o>, delete: ForHPy<HPyFunc_noargs>) {
        // SAFETY: they are those of one setter.
        let write = unsafe { api::Setter::from_parts(entry, set, delete) };
        self.add_setter(Setter { name: name.get(), write });
    }

    /// What reads a member.
    #[inline(always)]
    pub fn member_getter<F>(&mut self, doc: &'static CStr)
    where
        F: Member<Type: Clone + for<'ctx> IntoPy<'ctx>>,
    {
        self.getter_of(Name::new(F::NAME), Name::new(doc), api::Getter::new::<Reading<F>>());
    }

    /// What sets a member.
    #[inline(always)]
    pub fn member_setter<F>(&mut self)
    where
        F: Member<Owner: HpyType<Access = Mutable>, Type: Assignable + for<'a, 'ctx> FromPy<'a, 'ctx>>,
    {
        let (entry, set, delete) = api::Setter::new::<Writing<F>>().parts();
        self.setter_of(Name::new(F::NAME), entry, set, delete);
    }

    /// An attribute of the class.
    #[inline(never)]
    pub fn attribute(&mut self, name: &'static str, make: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx>>) {
        self.attributes.push(Attribute { name, make });
    }

    /// A variant of an enum with data, which is a class that extends the enum's.
    #[inline(never)]
    pub fn variant(&mut self, name: &'static CStr, class: &'static Class) {
        self.variants.push((name, class));
    }
}

/// Slots.
impl Members {
    #[inline(always)]
    fn slot(&mut self, slot: api::Slot) {
        let (hpy, trampoline, own) = slot.functions();
        self.slot_of(slot.number(), hpy, trampoline, own);
    }

    #[inline(never)]
    fn slot_of(
        &mut self,
        number: HPySlot_Slot,
        hpy: ForHPy<HPyCFunction>,
        trampoline: ForHPy<Option<HPyCFunction>>,
        own: ForOwnDoor<HPyCFunction>,
    ) {
        // SAFETY: they are those of one slot.
        self.add_slot(unsafe { api::Slot::from_parts(number, hpy, trampoline, own) });
    }

    /// `__new__`; `signature` is what `inspect` shows of it, in parentheses, or empty.
    #[inline(always)]
    pub fn constructor<F: NewFunction>(&mut self, signature: &'static CStr) {
        self.slot(api::Slot::new::<SlotAdapter<F>>());
        self.constructed = Some(api::Constructed::by::<SlotAdapter<F>>());
        self.signature = signature;
    }

    /// As [`constructor`](Self::constructor), of one that takes `**kwargs`.
    #[inline(always)]
    pub fn constructor_with_keywords<F: NewFunction>(&mut self, signature: &'static CStr) {
        self.constructor::<F>(signature);
        self.takes_any_keywords = true;
    }

    /// `__init__`.
    #[inline(always)]
    pub fn init<F: InitFunction>(&mut self) {
        self.slot(api::Slot::init::<SlotAdapter<F>>());
    }

    /// `__del__`.
    pub fn finalize<F: FinalizeFunction>(&mut self) {
        let method = api::Method::no_args::<Adapter<Finalizing<F>>>(c"__del__", c"");
        self.add_finalizer(api::Slot::finalize::<SlotAdapter<F>>(), method);
    }

    /// A slot of one operand.
    #[inline(always)]
    pub fn unary<F: NoArgsFunction>(&mut self, slot: Unary) {
        self.slot(api::Slot::unary::<Adapter<F>>(slot as i32));
    }

    /// A slot of one operand, unless another member fills it.
    pub fn unary_by_default<F: NoArgsFunction>(&mut self, slot: Unary) {
        self.add_default_slot(api::Slot::unary::<Adapter<F>>(slot as i32));
    }

    /// An operator; `reflected` is the name of its other form, if it has one.
    #[inline(always)]
    pub fn operator<F: OperatorFunction>(&mut self, operator: Operator, reflected: Option<&'static CStr>) {
        self.slot(api::Slot::binary::<Adapter<Operating<F>>>(operator as i32));
        if let Some(name) = reflected {
            self.one_arg::<Reflected<F>>(MethodKind::Reflected(operator as i32), name, c"");
        }
    }

    /// An operator that changes its left operand.
    #[inline(always)]
    pub fn operator_in_place<F: OperatorFunction>(&mut self, operator: Operator) {
        self.slot(api::Slot::binary::<Adapter<Operating<F>>>(operator.number_in_place()));
    }

    /// `**`, and `pow` of two or three.
    #[inline(always)]
    pub fn power<F: PowerFunction>(&mut self, has_reflected: bool) {
        self.slot(api::Slot::ternary::<SlotAdapter<F>>(abi::HPy_nb_power));
        if has_reflected {
            self.var_args::<ReflectedPower<F>>(MethodKind::Reflected(abi::HPy_nb_power), c"__rpow__", c"");
        }
    }

    /// `**=`.
    #[inline(always)]
    pub fn power_in_place<F: PowerFunction>(&mut self) {
        self.slot(api::Slot::power_in_place::<SlotAdapter<F>>());
    }

    /// The six comparisons.
    #[inline(always)]
    pub fn compare<F: CompareFunction>(&mut self) {
        self.slot(api::Slot::compare::<SlotAdapter<F>>(abi::HPy_tp_richcompare));
    }

    /// `hash`.
    #[inline(always)]
    pub fn hash<F: HashFunction>(&mut self) {
        self.slot(api::Slot::hash::<SlotAdapter<F>>(abi::HPy_tp_hash));
    }

    /// `bool`.
    #[inline(always)]
    pub fn truth<F: TruthFunction>(&mut self) {
        self.slot(api::Slot::inquiry::<SlotAdapter<F>>(abi::HPy_nb_bool));
    }

    /// `in`.
    #[inline(always)]
    pub fn contains<F: ContainsFunction>(&mut self) {
        self.slot(api::Slot::contains::<SlotAdapter<F>>(abi::HPy_sq_contains));
    }

    /// `len`.
    #[inline(always)]
    pub fn length<F: LengthFunction>(&mut self) {
        let (hpy, trampoline, own) = api::Slot::length::<SlotAdapter<F>>(abi::HPy_mp_length).functions();
        self.length_of(hpy, trampoline, own);
    }

    #[inline(never)]
    fn length_of(
        &mut self,
        hpy: ForHPy<HPyCFunction>,
        trampoline: ForHPy<Option<HPyCFunction>>,
        own: ForOwnDoor<HPyCFunction>,
    ) {
        // SAFETY: they are those of this slot.
        let mapping = unsafe { api::Slot::from_parts(abi::HPy_mp_length, hpy, trampoline, own) };
        self.add_length(mapping, mapping.at(abi::HPy_sq_length));
    }

    /// `object[key]`.
    pub fn get_item<F: OneArgFunction>(&mut self) {
        let by_key = api::Slot::binary::<Adapter<F>>(abi::HPy_mp_subscript);
        self.add_items(by_key, api::Slot::item_by_key::<Adapter<F>>());
    }

    /// `object[key] = value` and `del object[key]`.
    pub fn set_item<F: SetItemFunction>(&mut self) {
        let by_key = api::Slot::set_item::<SlotAdapter<F>>(abi::HPy_mp_ass_subscript);
        self.add_items(by_key, api::Slot::set_item_by_key::<SlotAdapter<F>>());
    }

    /// `object[index]` of a sequence.
    #[inline(always)]
    pub fn item<F: ItemFunction>(&mut self) {
        self.slot(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_item));
    }

    /// `object[index] = value` and `del object[index]` of a sequence.
    #[inline(always)]
    pub fn set_at_index<F: SetAtIndexFunction>(&mut self) {
        self.slot(api::Slot::set_at_index::<SlotAdapter<F>>(abi::HPy_sq_ass_item));
    }

    /// The two slots of memory that is shared.
    #[inline(always)]
    pub fn buffer<T: BufferExport>(&mut self) {
        let [get, release] = api::Slot::buffer::<SlotAdapter<T>>();
        self.slot(get);
        self.slot(release);
    }

    /// `a + b` of sequences.
    #[inline(always)]
    pub fn concat<F: OneArgFunction>(&mut self) {
        self.slot(api::Slot::binary::<Adapter<F>>(abi::HPy_sq_concat));
    }

    /// `a += b` of sequences.
    #[inline(always)]
    pub fn concat_in_place<F: OneArgFunction>(&mut self) {
        self.slot(api::Slot::binary::<Adapter<F>>(abi::HPy_sq_inplace_concat));
    }

    /// `a * count` of sequences.
    #[inline(always)]
    pub fn repeat<F: ItemFunction>(&mut self) {
        self.slot(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_repeat));
        self.one_arg::<Repeated<F>>(MethodKind::Repeated, c"__rmul__", c"");
    }

    /// `a *= count` of sequences.
    #[inline(always)]
    pub fn repeat_in_place<F: ItemFunction>(&mut self) {
        self.slot(api::Slot::at_index::<SlotAdapter<F>>(abi::HPy_sq_inplace_repeat));
    }
}
