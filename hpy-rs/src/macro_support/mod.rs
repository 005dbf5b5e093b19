//! What expansions of hpy-rs's macros name. Not part of the public API: no promise holds for it.

mod arguments;
pub(crate) mod class;
mod collected;
mod conversion;
mod function;
mod functions;
mod keywords;
mod members;
mod methods;
mod outcome;
mod parameter_names;
mod returned;
mod signature;
pub(crate) mod slots;
pub(crate) mod trampoline;
mod wording;

pub use inventory::submit;

pub use arguments::{
    IntoOption, Place, as_borrowed, as_handle, convert, convert_in_slot, convert_named, convert_one, optional,
};
pub(crate) use arguments::{attribute_to_set, convert_attribute};
pub use class::{
    HashOutcome, LengthOutcome, TruthOutcome, UnitOutcome, anext_outcome, as_mut_guard, as_ref_guard, borrow,
    borrow_mut, changed_outcome, generic_alias, hash_outcome, length_outcome, method_self, new_outcome, next_outcome,
    not_implemented, operand, operand_argument, slot_self, split_class, truth_outcome, unit_outcome, variant,
};
pub use collected::{Collected, FromArgs, FromKwargs};
pub use conversion::{NoVariant, attribute, attribute_or, dict_of_parts, item, item_or, tuple_item, tuple_of_parts};
pub(crate) use function::argument;
pub use function::{Adapter, Home, KeywordsFunction, Method, NoArgsFunction, OneArgFunction, VarArgsFunction};
pub(crate) use functions::Name;
pub use keywords::KeywordNames;
pub use members::{
    ForAnyThread, Readable, another_variant, any, hash_of, integer_operand, names, no_item, read_member,
    read_optional_member, set_field, text_of, value_to_set, variant_outcome,
};
pub use methods::{cannot_change_attribute, cannot_change_item, negated};
pub use outcome::{Failure, Leave, leave, leave_coroutine, outcome};
pub(crate) use outcome::{fail_of, is_aside_gone};
pub use parameter_names::ParameterNames;
pub use returned::{Raise, Reference, leave_reference, raising};
pub use signature::{Bound, Signature};
pub use slots::{
    CompareFunction, ContainsFunction, FinalizeFunction, HashFunction, InitFunction, ItemFunction, LengthFunction,
    NewFunction, OperatorFunction, PowerFunction, SetAtIndexFunction, SetItemFunction, SetterFunction, TruthFunction,
};
pub(crate) use trampoline::{
    enter_as, enter_beside_pending, enter_leaving, enter_status, for_any_context, for_handle, for_status,
};

pub use crate::class::{
    Access, AddMembers, AnyThread, Assignable, BaseType, Class, ClassFlags, Content, Exception, FieldCell, Frozen,
    Held, HeldMut, HpyType, Initial, Member, Members, MembersEntry, MethodKind, Movable, Mutable, Native, NeededDoor,
    NewOutcome, NoBase, NotVisited, OneThread, Operator, Probe, PyRef, PyRefMut, PythonEnum, Receiver, RootBase,
    ThreadCheck, Traverse, TypeEntry, Unary, Visitor, assign,
};
pub use crate::context::Context;
pub use crate::convert::{FromPy, IntoPy, tuple_of};
pub use crate::error::{ExceptionBase, NewException, PyError, Result};
pub use crate::handle::intern::Interned;
pub use crate::handle::{Args, Borrowed, Global, Handle, Leaving};
pub use crate::module::{
    ConstantEntry, Export, ItemEntry, Items, ModuleCell, ModuleDefinition, ModuleEntry, ModuleInit, SUBMODULES,
    Submodules, hpy_init, hpy_init_global_context, py_init,
};
pub use crate::object::CompareOp;
pub use crate::type_hint::TypeHint;
#[cfg(feature = "type-stubs")]
pub use crate::type_stub::{
    Constant, ModuleStubEntry, Parameter, Role, dict_hint, hints, mapping_hint, recursive_hint, type_stubs,
};
pub use crate::types::{PyAny, PyDict, PyModule, PyTuple, PyType, PyTypeInfo};
pub use hpy_sys::{HPyContext, HPyModuleDef, PyObject};

use std::ffi::CStr;

/// A literal with a NUL at its end as a C string, in a `const`. So a doc text that only the compiler knows has none either:
///
/// ```compile_fail,E0080
/// use hpy_rs::prelude::*;
///
/// #[doc = concat!("a", "\0")]
/// #[hpy_function]
/// fn one() {}
/// ```
///
/// # Panics
/// At compile time, if a NUL is elsewhere.
pub const fn c_str(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a name or doc text must not contain a NUL"),
    }
}

/// The type of an exception made by `create_exception!`, for annotations.
pub fn hint_of_exception(exception: &'static NewException) -> TypeHint {
    TypeHint::own(exception, exception.name())
}

/// Whether `object` is an instance of an exception made by `create_exception!`.
pub fn is_created_exception(exception: &'static NewException, object: &Handle<'_>) -> bool {
    exception.type_object(object.ctx()).is_ok_and(|kind| crate::calls::object::type_check(object, &kind))
}
