//! The seam: all that `hpy-rs` calls, and all that an interpreter calls of ours.
//!
//! Behind it the table of HPy 0.9.0, PyPy 3.11's shifted table and the table inside the file are the same thing. A call
//! into Python is one of [`functions`]; a call out of Python arrives at one of the entry traits.

#![expect(non_snake_case, reason = "functions have HPy's names, so that its documentation can be searched for them")]

mod context;
mod definition;
mod direct;
#[cfg(feature = "embed")]
mod embedded;
mod entry;
mod error;
mod execution;
mod extra;
mod for_hpy;
pub mod functions;
mod item;
#[cfg(feature = "cpython")]
mod legacy;
mod method;
mod module;
mod runtime;
mod shortcut;
mod slot;
mod table;
#[cfg(all(test, not(feature = "cpython")))]
mod tests;
mod text;
mod trampoline;

pub use context::ContextRef;
pub use definition::{Property, Type, has_struct_of, init_native_object, new_native_object, new_type, struct_of};
pub(crate) use direct::learn_header;
pub use direct::{argument, has_type, in_array};
#[cfg(feature = "embed")]
pub use embedded::with_interpreter;
pub(crate) use entry::context as own_context;
pub use entry::{Keywords, NoArgs, OneArg, VarArgs};
pub use error::{RawError, check_signals, error_fetch, error_of, error_release, error_restore, error_value};
pub use execution::Exec;
pub use extra::{interned, list_builder_give, tuple_of_given};
pub use for_hpy::ForHPy;
pub use functions::*;
pub use item::item_at;
#[cfg(feature = "cpython")]
pub use legacy::{add_functions, linked_context};
pub use method::Method;
pub use module::{Module, ModuleCell, hpy_init, hpy_init_global_context, py_init};
pub use runtime::{
    Door, IS_FOR_CPYTHON, LoadError, Runtime, door, handles_last, initialise, python_version, runs_in, runtime,
    threads_are_free,
};
pub use shortcut::{dict_type, is_direct, next_pair, pairs_of, str_from_ascii, str_from_utf16, type_of};
pub use slot::{
    AtIndex, Buffer, Compare, Contains, Finalize, Getter, Hash, Init, Inquiry, Length, New, Set, SetAtIndex, SetItem,
    Setter, Slot, Ternary, Traverse,
};
pub use text::str_from_utf8;
pub use trampoline::{MOST_ON_STACK, header_words};
