//! Text of objects: `str`, `repr`, `ascii`, `bytes`.

use crate::handle::Handle;
use crate::types::{PyBytes, PyStr};
use crate::{Result, calls};

impl<'ctx> Handle<'ctx> {
    /// `str(object)`.
    ///
    /// # Errors
    /// What `__str__` raises.
    pub fn str(&self) -> Result<Handle<'ctx, PyStr>> {
        calls::object::str(self)
    }

    /// `repr(object)`.
    ///
    /// # Errors
    /// What `__repr__` raises.
    pub fn repr(&self) -> Result<Handle<'ctx, PyStr>> {
        calls::object::repr(self)
    }

    /// `ascii(object)`.
    ///
    /// # Errors
    /// What `__repr__` raises.
    pub fn ascii(&self) -> Result<Handle<'ctx, PyStr>> {
        calls::object::ascii(self)
    }

    /// `bytes(object)`; for an int that is a `TypeError`.
    ///
    /// # Errors
    /// `TypeError` if the object has no bytes, and what `__bytes__` raises.
    pub fn bytes(&self) -> Result<Handle<'ctx, PyBytes>> {
        calls::object::bytes(self)
    }
}
