//! What expansions of hpy-rs's macros name. Not part of the public API: no promise holds for it.

mod arguments;
mod function;
mod keywords;
mod outcome;
mod signature;
mod trampoline;
mod wording;

pub use inventory::submit;

pub use arguments::{FromArgs, FromKwargs, as_handle, convert, convert_one, required};
pub use function::{
    Adapter, Function, Home, KeywordsFunction, Method, NoArgsFunction, OneArgFunction, VarArgsFunction,
};
pub use keywords::KeywordNames;
pub use outcome::{Failure, leave, outcome};
pub use signature::{Keyword, Signature};
pub(crate) use trampoline::enter_status;

pub use crate::context::Context;
pub use crate::convert::{FromPy, IntoPy};
pub use crate::error::{ExceptionBase, NewException, PyError, Result};
pub use crate::handle::intern::Interned;
pub use crate::handle::{Args, Borrowed, Handle, Leaving};
pub use crate::module::{
    ConstantEntry, FunctionEntry, Item, ModuleCell, ModuleDefinition, ModuleEntry, ModuleInit, hpy_init,
    hpy_init_global_context, py_init,
};
pub use crate::types::{PyAny, PyDict, PyModule, PyTuple};
pub use hpy_sys::{HPyContext, HPyModuleDef, PyObject};

use std::borrow::Cow;
use std::ffi::CStr;

/// The text of an exception.
pub type Text = Cow<'static, str>;

/// A literal with a NUL at its end as a C string, in a `const`.
///
/// # Panics
/// At compile time, if a NUL is elsewhere.
pub const fn c_str(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a name or doc text must not contain a NUL"),
    }
}

/// Whether `object` is an instance of an exception made by `create_exception!`.
pub fn is_created_exception(exception: &'static NewException, object: &Handle<'_>) -> bool {
    exception.type_object(object.ctx()).is_ok_and(|kind| crate::calls::object::type_check(object, &kind))
}
