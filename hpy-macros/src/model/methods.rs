//! [`Methods`]: an `#[hpy_methods]` block.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ItemImpl, Path};

use super::{Method, PythonName};

/// An `impl` block and what Python sees of it.
pub(crate) struct Methods {
    /// The block without our inner attributes.
    pub(crate) item: ItemImpl,
    /// The type, if it is a plain path.
    pub(crate) class: Option<Path>,
    pub(crate) crate_path: TokenStream,
    /// The `#[cfg]` attributes of the block.
    pub(crate) conditions: Vec<Attribute>,
    pub(crate) functions: Vec<Method>,
    pub(crate) constants: Vec<ClassConstant>,
}

/// A `#[classattr] const`.
pub(crate) struct ClassConstant {
    pub(crate) ident: Ident,
    pub(crate) name: PythonName,
    pub(crate) ty: syn::Type,
    pub(crate) conditions: Vec<Attribute>,
}
