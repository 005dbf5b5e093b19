//! What `#[hpy_module]` stands on: the items of a crate, collected into the modules they belong to.

mod definition;
mod execution;
mod exports;
mod lock;
mod pickle;
mod registry;
mod submodule;

pub use definition::{ModuleCell, hpy_init, hpy_init_global_context, py_init};
pub(crate) use registry::Shown;
pub use registry::{ConstantEntry, Export, ItemEntry, Items, ModuleDefinition, ModuleEntry, ModuleInit};
pub use submodule::{SUBMODULES, Submodules};

use crate::error::{NewException, PyError};

/// Raised where Rust code panicked.
static PANIC: NewException = NewException::new(
    c"hpy_rs.PanicException",
    "PanicException",
    Some(c"Rust code of an extension module panicked: a bug in the module."),
    |ctx| Ok(crate::error::PyException::type_object(ctx).to_owned()),
);

/// The error for a panic with this text.
pub(crate) fn panic_error(text: String) -> PyError {
    PANIC.error(text)
}
