//! [`NeededDoor`]: whether a class is one that HPy cannot make.

use hpy_sys::api;

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
    /// The module's own: it has `subclass`, `dict` or `weakref`, or extends a class of Python's own.
    Own = 1,
}

impl NeededDoor {
    /// That of the class of `T`.
    ///
    /// # Panics
    /// If the file does not have that door: an error of the compiler's, since it is called for a static.
    pub const fn of<T: HpyType>() -> Self {
        let flags = T::FLAGS;
        let is_beyond_hpy = flags.subclass || flags.dict || flags.weakref || <T as BaseType>::NATIVE.is_some();
        assert!(
            api::MAY_MAKE_OPEN_CLASSES || !is_beyond_hpy,
            "HPy cannot make a class with `subclass`, `dict` or `weakref`, or one that extends a class of Python's own: it needs \
             hpy-rs's feature `own-door`, which is on unless `default-features = false` says otherwise"
        );
        if is_beyond_hpy { NeededDoor::Own } else { NeededDoor::Any }
    }

    /// # Errors
    /// `ImportError` if the file came in by a door that the class cannot be made through.
    pub(super) fn check(self, class: &Class) -> Result<()> {
        if self == NeededDoor::Any || api::can_make_open_classes() {
            return Ok(());
        }
        let what = match (class.is_exception(), class.has_native()) {
            (true, _) => "extends an exception",
            (_, true) => "extends a class of Python's own",
            _ => "has `subclass`, `dict` or `weakref`",
        };
        Err(PyImportError::new(format!(
            "class '{}' {what}, which HPy cannot do: load the module through its own door, by the stub that \
             `cargo xtask build` writes or with HPY_RS_DOOR=own",
            class.name().to_string_lossy()
        )))
    }
}
