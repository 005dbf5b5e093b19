//! What `HPyInit_NAME` returns, and the ABI version that a file declares.

use std::ffi::c_char;

use super::def::HPyDef;
use super::handle::{HPy_ssize_t, HPyGlobal, PyMethodDef};

/// What `get_required_hpy_major_version_NAME` returns.
pub const HPY_ABI_VERSION: u32 = 0;
/// What `get_required_hpy_minor_version_NAME` returns.
pub const HPY_ABI_VERSION_MINOR: u32 = 0;

/// The definition of a module.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyModuleDef {
    /// The doc string, or null.
    pub doc: *const c_char,
    /// Must be 0: HPy has no module state.
    pub size: HPy_ssize_t,
    /// Must be null in a universal file.
    pub legacy_methods: *mut PyMethodDef,
    /// Null-terminated list of methods and module slots, or null.
    pub defines: *mut *mut HPyDef,
    /// Null-terminated list of globals, or null. GraalPy resets listed ones at every load.
    pub globals: *mut *mut HPyGlobal,
}
