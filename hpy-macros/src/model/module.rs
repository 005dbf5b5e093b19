//! [`Module`]: a `#[hpy_module]`.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ItemMod, LitStr, Type};

use super::Doc;

/// An inline module and what Python sees of it, besides what the registry brings.
pub(crate) struct Module {
    /// The module without our inner attributes.
    pub(crate) item: ItemMod,
    pub(crate) name: Option<LitStr>,
    /// Lines for the stub.
    pub(crate) type_stub: Option<LitStr>,
    pub(crate) crate_path: TokenStream,
    pub(crate) is_submodule: bool,
    pub(crate) doc: Doc,
    pub(crate) exports: Vec<Export>,
    pub(crate) constants: Vec<Constant>,
    pub(crate) inits: Vec<Init>,
}

/// A name that `#[hpy_export] use` brings in.
pub(crate) struct Export {
    pub(crate) name: Ident,
    pub(crate) conditions: Vec<Attribute>,
}

/// An `#[hpy_export] const`.
pub(crate) struct Constant {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) conditions: Vec<Attribute>,
}

/// An `#[hpy_init]` function.
pub(crate) struct Init {
    pub(crate) head: syn::Signature,
    pub(crate) conditions: Vec<Attribute>,
}

impl Module {
    /// The name in Python, without parents.
    pub(crate) fn python_name(&self) -> String {
        match &self.name {
            Some(name) => name.value(),
            None => syn::ext::IdentExt::unraw(&self.item.ident).to_string(),
        }
    }
}
