//! What is so through one door and not through the other, beyond HPy's functions: each fact has the name of what is so.
//!
//! hpy-rs asks for these, so that which door was taken is known here alone. They are constants where the build knows, and else one
//! or two loads.

use std::ffi::c_void;

use super::address::header_words;
use super::runtime::{Door, HAS_OWN_DOOR, Runtime, door, python_version, runs_in, runtime};
use crate::abi::{HPy_nb_divmod, HPy_nb_power, HPySlot_Slot};
use crate::cpython;

// Of HPy's functions.

/// Whether some functions of HPy's end the process or are wrong where Python's own are not: GraalPy's.
#[inline]
pub fn detours_are_needed() -> bool {
    runs_in(Runtime::GraalPy, Door::HPy)
}

/// Whether a global lets go of its object before another one is in its place, so that a `__del__` that asks for it would get what
/// is going: hpy 0.9 on CPython.
#[inline]
pub fn globals_let_go_first() -> bool {
    runs_in(Runtime::CPython, Door::HPy)
}

/// Whether something is noted of every handle on CPython, so that the process ends for want of memory before the interpreter could
/// tell of it: in the own door's debug mode.
#[inline]
pub fn handles_are_noted() -> bool {
    cpython::is_debug() && runs_in(Runtime::CPython, Door::Own)
}

/// Whether the slots of items by a key and by an index are the same method, of which the last one given counts: in PyPy's HPy.
#[inline]
pub fn items_are_one_method() -> bool {
    runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether the conversion that takes ints only calls the `__index__` of other objects: that of PyPy's C API.
#[inline]
pub fn int_conversion_calls_index() -> bool {
    runs_in(Runtime::PyPy, Door::Own)
}

/// Whether a text is said to be as long as the `__len__` of a subclass says, which may lie: by PyPy's C API. There
/// [slots are open](slots_are_open), too.
#[inline]
pub fn texts_are_measured_by_len() -> bool {
    runs_in(Runtime::PyPy, Door::Own)
}

/// Whether the NUL behind a short `bytes` proves its length for less than the object's type is asked for: on PyPy, where HPy must be
/// asked. Its C API has the type in the object's header.
#[inline]
pub fn bytes_are_proved_by_their_end() -> bool {
    runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether pickle knows the functions of a module. PyPy's HPy gives them no `__module__`, and a type that pickle knows nothing of.
#[inline]
pub fn functions_can_be_pickled() -> bool {
    !runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether Python code can find any object, given to it or not: the `gc` of GraalPy hands out none.
#[inline]
pub fn objects_can_be_found() -> bool {
    runtime() != Runtime::GraalPy
}

// Of classes.

/// Whether classes can be made that Python derives from, whose instances have a `__dict__` or weak references, or that extend
/// one of Python's own: HPy has no way to.
#[inline]
pub fn can_make_open_classes() -> bool {
    door() == Door::Own
}

/// Whether [`can_make_open_classes`] in some interpreter.
pub const MAY_MAKE_OPEN_CLASSES: bool = HAS_OWN_DOOR;

/// Whether Python code can derive from any type, also from one that says that it is final: PyPy's HPy does not look at that.
#[inline]
pub fn final_types_can_be_extended() -> bool {
    runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether a type that Python can name may have no function to destroy or finalize instances: PyPy's HPy ends the process when
/// it collects one of a Python subclass, and [any type has those](final_types_can_be_extended).
#[inline]
pub fn destroy_functions_are_deadly() -> bool {
    runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether types refuse another `__qualname__`, those of the C API of GraalPy 23.
#[inline]
pub fn types_keep_their_qualified_name() -> bool {
    runs_in(Runtime::GraalPy, Door::Own) && python_version() < (3, 11)
}

/// Whether the slot of an operator is called only where the left operand is of the class. CPython calls each for both orders of the
/// operands, and so do the types that the own door makes.
#[inline]
pub fn operator_is_called_in_one_order(slot: HPySlot_Slot) -> bool {
    door() == Door::HPy
        && match runtime() {
            Runtime::CPython => false,
            Runtime::PyPy => true,
            Runtime::GraalPy => [HPy_nb_divmod, HPy_nb_power].contains(&slot),
        }
}

/// Whether a property does not work unless it is made of methods: PyPy's HPy loses errors, or gives out handles that are none;
/// one that can be set cannot be deleted through GraalPy's.
#[inline]
pub fn property_must_be_of_methods(can_be_set: bool) -> bool {
    door() == Door::HPy
        && match runtime() {
            Runtime::CPython => false,
            Runtime::PyPy => true,
            Runtime::GraalPy => can_be_set,
        }
}

// Of instances.

/// Whether slots are called for objects that may be of any type, whose struct must not be asked for then. CPython checks the type as
/// that of a method's receiver, and PyPy's HPy [gives no struct](any_struct_may_be_asked_for) of others.
#[inline]
pub fn slots_are_open() -> bool {
    runtime() != Runtime::CPython && !any_struct_may_be_asked_for()
}

/// Whether the struct of any object may be asked for: PyPy's HPy gives none of what it has not made.
#[inline]
pub fn any_struct_may_be_asked_for() -> bool {
    runs_in(Runtime::PyPy, Door::HPy)
}

/// Whether the struct of an object is found whatever type of ours Python code has given it since: by the own door.
#[inline]
pub fn structs_outlast_their_type() -> bool {
    door() == Door::Own
}

/// Where the struct is if `start`, which an interpreter says is the one, is the beginning of the object itself. hpy 0.9.0 says so
/// of instances of Python subclasses.
#[inline]
pub fn struct_behind_header(start: *mut c_void) -> Option<*mut c_void> {
    runs_in(Runtime::CPython, Door::HPy).then(|| start.cast::<usize>().wrapping_add(header_words()).cast())
}

/// Whether a visitor that is called with this argument lets go of fields: hpy's own on CPython, for an object that goes, and only
/// that has none. It takes fields from anywhere.
#[inline]
pub fn visitor_lets_go(arg: *mut c_void) -> bool {
    arg.is_null() && runs_in(Runtime::CPython, Door::HPy)
}
