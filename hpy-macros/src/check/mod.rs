//! Rules that concern a whole item; no tokens are made here.

mod callable;
mod function;
mod module;
mod name;
mod parameter;

pub(crate) use function::check_function;
pub(crate) use module::check_module;

// Methods.
mod method;
mod methods;

pub(crate) use methods::check_methods;
