//! The seam: all that `hpy-rs` calls, and all that an interpreter calls of ours.
//!
//! Behind it the table of HPy 0.9.0, PyPy 3.11's shifted table and the table inside the file are the same thing. A call
//! into Python is one of [`functions`]; a call out of Python arrives at one of the entry traits.

#![expect(non_snake_case, reason = "functions have HPy's names, so that its documentation can be searched for them")]

mod address;
mod at_hand;
mod buffer;
mod constant;
mod context;
mod debugging;
mod definition;
#[cfg(feature = "embed")]
mod embedded;
mod entry;
mod error;
mod execution;
mod facts;
mod for_door;
pub mod functions;
mod holding;
mod identify;
mod keeping;
#[cfg(feature = "cpython")]
mod legacy;
mod load_error;
mod method;
mod module;
mod normalise;
mod object;
mod outside;
mod owned;
pub(crate) mod pending_on_pypy;
mod runtime;
mod shortcut;
mod slot;
mod stack;
mod stack_room;
mod table;
#[cfg(all(test, not(feature = "cpython")))]
mod tests;
mod trampoline;

pub use address::{
    argument, handles_are_addresses, handles_last, have_headers, in_array, is_direct, type_of, type_word,
};
pub(crate) use address::{header_words, set_header_words};
pub use at_hand::{context_at_hand, context_of_all, holds_interpreter, lacks_interpreter};
pub use buffer::{View, buffer_get, buffer_release};
pub use constant::{Constant, constant_at};
pub use context::ContextRef;
pub use debugging::is_usable;
pub use definition::{
    Property, Type, fills_slot_of, has_struct_of, init_native_object, new_native_object, new_type, struct_of,
};
#[cfg(feature = "embed")]
pub use embedded::with_interpreter;
pub(crate) use entry::context as own_context;
pub use entry::{Keywords, NoArgs, OneArg, VarArgs};
pub use error::{RawError, check_signals, error_fetch, error_of, error_release, error_restore, error_value};
pub use execution::Exec;
pub use facts::{
    MAY_MAKE_OPEN_CLASSES, any_struct_may_be_asked_for, bytes_are_proved_by_their_end, can_make_open_classes,
    destroy_functions_are_deadly, detours_are_needed, final_types_can_be_extended, functions_can_be_pickled,
    globals_let_go_first, handles_are_noted, int_conversion_calls_index, items_are_one_method, objects_can_be_found,
    operator_is_called_in_one_order, property_must_be_of_methods, slots_are_open, struct_behind_header,
    structs_outlast_their_type, texts_are_measured_by_len, types_keep_their_qualified_name, visitor_lets_go,
};
pub use for_door::{ForHPy, ForOwnDoor};
pub use functions::*;
pub use holding::{hold, let_go, let_go_of_shared};
pub use keeping::{set_field, set_global};
#[cfg(feature = "cpython")]
pub use legacy::{add_functions, linked_context};
pub use load_error::LoadError;
pub use method::{Method, MethodFunctions};
pub use module::{Module, ModuleCell, hpy_init, hpy_init_global_context, py_init};
pub use normalise::{MOST_TRIES, TOO_MANY_TRIES};
pub use outside::{Entrance, can_be_entered};
pub(crate) use runtime::HAS_OWN_DOOR;
pub use runtime::{
    IS_FOR_CPYTHON, READS_FLOATS, Runtime, THREADS_MAY_BE_FREE, python_version, runtime, threads_are_free,
};
pub use shortcut::{
    complex_parts, date_in, datetimes_are_known, delta_in, dict_item, dict_type, float_at, fold_in, give_to_list,
    int_as_i64, int_as_u64, int_at, int_digits, int_from_digits, interned, item_at, item_of_tuple, iterator_of,
    learn_datetimes, lists_are_known, new_bytes_to_fill, new_complex, new_date, new_datetime, new_delta, new_direct,
    new_list_with_room, new_object, new_time, new_zone, next_item, next_pair, pairs_of, set_item, str_from_ascii,
    str_from_utf8, str_from_utf16, time_in, tuple_items, tuple_of_given, zone_in,
};
pub(crate) use slot::PropertyFunctions;
pub use slot::{
    AtIndex, Buffer, Called, Compare, Constructed, Contains, Finalize, Getter, Hash, Init, Inquiry, Length, New, Set,
    SetAtIndex, SetItem, Setter, SetterEntry, Slot, Ternary, Traverse,
};
pub use stack::place_of_stack;
pub use stack_room::{Room, end_of_stack, has_stack_to_enter, has_stack_to_return, may_lack_stack, room_on_stack};
pub(crate) use trampoline::ARGUMENTS_OFFSET;
pub use trampoline::MOST_ON_STACK;
