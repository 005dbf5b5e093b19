//! Rules that concern a whole item; no tokens are made here.

mod asynchronous;
mod callable;
mod class;
mod conversion;
mod function;
mod member;
mod module;
mod name;
mod parameter;
mod referent;
mod variant;

pub(crate) use class::{check_class, check_nested};
pub(crate) use conversion::{check_conversion, check_lifetimes_of_from_py};
pub(crate) use function::check_function;
pub(crate) use module::check_module;

// Methods.
mod method;
mod methods;

pub(crate) use methods::check_methods;
