//! Type stubs: what editors and type checkers know of a module, written by the library that is the module.
//!
//! With the feature `type-stubs`, expansions describe functions and members to the same lists that the interpreter's definitions
//! are made of ([`described`]). Whoever wants the stubs loads the library as any other and calls one exported function; no
//! interpreter is needed for that.

mod class;
mod described;
mod function;
mod json;
mod module;
mod names;
mod owners;

use std::ffi::{CString, c_char};

pub use described::{Constant, ModuleStubEntry, Parameter, Role, dict_hint, hints, mapping_hint, recursive_hint};
pub(crate) use described::{Described, DescribedClass};

use crate::module::ModuleDefinition;

/// The stubs of the module that `M` defines, as a JSON object of the text of each file; it stays for ever.
pub fn type_stubs<M: ModuleDefinition>() -> *const c_char {
    let files = module::files(&M::ENTRY);
    CString::new(json::object(&files)).unwrap_or_default().into_raw().cast_const()
}
