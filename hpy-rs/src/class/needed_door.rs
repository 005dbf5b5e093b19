//! [`NeededDoor`]: what HPy cannot do for a class.

use hpy_sys::api::{self, Door, Runtime};

use super::{BaseType, Class, HpyType};
use crate::Result;
use crate::error::PyImportError;

/// By which door a class can come in. A byte for each class, in a section of its own, so that who writes the stub of a file
/// can read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum NeededDoor {
    /// Any.
    Any = 0,
    /// The module's own, but on PyPy any: it has a `subclass`, `dict` or `weakref`.
    OwnButOnPyPy = 1,
    /// The module's own: it extends an exception.
    Own = 2,
}

impl NeededDoor {
    /// That of the class of `T`.
    pub const fn of<T: HpyType>() -> Self {
        let flags = T::FLAGS;
        if <T as BaseType>::NATIVE.is_some() {
            NeededDoor::Own
        } else if flags.subclass || flags.dict || flags.weakref {
            NeededDoor::OwnButOnPyPy
        } else {
            NeededDoor::Any
        }
    }

    /// # Errors
    /// `ImportError` if the file came in by a door that the class cannot be made through.
    pub(super) fn check(self, class: &Class) -> Result<()> {
        let is_open = match self {
            NeededDoor::Any => true,
            NeededDoor::OwnButOnPyPy => api::door() == Door::Own || api::runtime() == Runtime::PyPy,
            NeededDoor::Own => api::door() == Door::Own,
        };
        if is_open {
            return Ok(());
        }
        let what = if self == NeededDoor::Own { "extends an exception" } else { "has `subclass`, `dict` or `weakref`" };
        Err(PyImportError::new(format!(
            "class '{}' {what}, which HPy cannot do: load the module through its own door, by the stub that \
             `cargo xtask build` writes or with HPY_RS_DOOR=own",
            class.name().to_string_lossy()
        )))
    }
}
