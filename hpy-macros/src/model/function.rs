//! [`Function`]: a `#[hpy_function]`.

use proc_macro2::{Span, TokenStream};
use syn::{Type, Visibility};

use super::Callable;

/// A function of a module.
pub(crate) struct Function {
    /// The item as it was written.
    pub(crate) item: TokenStream,
    pub(crate) visibility: Visibility,
    pub(crate) callable: Callable,
    /// The option `pass_module`.
    pub(crate) pass_module: Option<Span>,
    pub(crate) module: Option<ModuleParameter>,
}

/// The parameter that `pass_module` asks for.
pub(crate) struct ModuleParameter {
    pub(crate) ty: Type,
    /// Whether it is a reference to a handle; else it is a `Borrowed`.
    pub(crate) is_reference: bool,
}
